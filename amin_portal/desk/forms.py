"""The form that puts an entry of the queue off."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from .models import Snooze

A_WHILE = timedelta(days=30)


class SnoozeForm(forms.ModelForm):
    """Not now, because ..., until a day."""

    class Meta:
        model = Snooze
        fields = ["reason", "until"]
        widgets = {
            "reason": forms.TextInput(attrs={"class": "vTextField", "size": 60}),
            "until": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.until:
            self.initial["until"] = timezone.localdate() + A_WHILE
