"""Numbers that staff type: in plain digits, so that none is read otherwise than it was meant."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

# Python reads 1_000, 1e9 and digits of every script, too.
DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
WHOLE = re.compile(r"-?[0-9]+")


def _digits(value, pattern, message):
    if isinstance(value, str) and value.strip() and not pattern.fullmatch(value.strip()):
        raise ValidationError(message, code="invalid")


class DecimalField(forms.DecimalField):
    def to_python(self, value):
        message = "Write digits, with a point before decimals and nothing between thousands: 1250 "
        _digits(value, DECIMAL, f"{message}or 1250.50.")
        return super().to_python(value)


class CountField(forms.IntegerField):
    def to_python(self, value):
        _digits(
            value, WHOLE, "Write a whole number in digits, with nothing between thousands: 1250."
        )
        return super().to_python(value)


def _input(mode):
    # Of a field for numbers browsers send nothing where they cannot read what was typed.
    return forms.TextInput(attrs={"inputmode": mode, "size": 16})


DIGITS = {
    models.DecimalField: {"form_class": DecimalField, "widget": _input("decimal")},
    models.PositiveIntegerField: {"form_class": CountField, "widget": _input("numeric")},
}
