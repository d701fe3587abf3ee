from django.db import migrations

KNOWN = [
    ["Ha Noi", "Hanoi"],
    ["Nay Pyi Taw", "Naypyidaw", "Naypyitaw"],
    ["ASEAN Minerals Cooperation Action Plan", "AMCAP"],
    ["AMCAP-I", "AMCAP 1"],
    ["AMCAP-II", "AMCAP 2"],
    ["AMCAP-III", "AMCAP 3"],
    ["AMCAP-IV", "AMCAP 4"],
    ["ASEAN Plus Three", "ASEAN+3"],
    ["SOM", "Senior Officials Meeting"],
]


def add(apps, schema_editor):
    same_names = apps.get_model("search", "SameNames")
    same_names.objects.bulk_create(same_names(names=names) for names in KNOWN)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_index")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
