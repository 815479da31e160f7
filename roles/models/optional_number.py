from django.db import models


class OptionalNumber(models.PositiveSmallIntegerField):
    """A number from 1; 0 where nobody has said one, and a form then leaves it empty."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"default": 0, "blank": True, **kwargs})

    def save_form_data(self, instance, data):
        super().save_form_data(instance, data or 0)
