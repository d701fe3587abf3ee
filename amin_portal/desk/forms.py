from datetime import timedelta

from django import forms
from django.utils import timezone

from .models import Snooze


def in_a_month() -> str:
    return (timezone.localdate() + timedelta(days=30)).isoformat()


class SnoozeForm(forms.ModelForm):
    """Not now, because ..., until a day."""

    class Meta:
        model = Snooze
        fields = ["reason", "until"]
        widgets = {
            "reason": forms.TextInput(attrs={"class": "vTextField", "size": 60}),
            "until": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = in_a_month
