"""The form that asks where an amount stands, on any page that has one."""

from urllib.parse import urlencode

from django import forms

from roles.amounts_typed import Chosen, as_typed
from roles.figure_rows import CURRENCY, PERIOD
from roles.filters import LONGEST, SalaryFilter, currency_choices

NAMES = ("amount", "amount_currency", "amount_period")
# Nobody is asked back for what a list stood on, only for what was chosen from it.
AS_WRITTEN = ("", "As written")


class AmountForm(forms.Form):
    """An amount as somebody typed it, with its currency and period, and whom to look among.

    What is written in the amount holds unless another currency or period was chosen. A value that
    is no choice is named, as in filters, and asked back; what the text says is for `amounts_typed`
    to tell.
    """

    amount = forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "off"}))
    amount_currency = forms.ChoiceField(label="Currency", required=False)
    amount_period = forms.ChoiceField(
        label="Paid", required=False, choices=[AS_WRITTEN, *SalaryFilter.PERIODS]
    )
    role = forms.ChoiceField(required=False)
    country = forms.ChoiceField(label="Place", required=False)
    level = forms.ChoiceField(label="At level", required=False)

    def __init__(self, sent, kept, usual, **offers):
        """`sent` came with the address, `kept` are the choices to go on with, `usual` holds where
        nothing is written or sent. Of role, country and level there is a field only where some are
        offered."""
        super().__init__(auto_id="%s-asked", label_suffix="")
        for name in ("amount_currency", "role", "country", "level"):
            if name in offers:
                self.fields[name].choices = offers[name]
            else:
                del self.fields[name]
        typed = {name: sent[name][:LONGEST] for name in NAMES if sent.get(name)}
        known = {name: value for name, value in typed.items() if self._is_choice(name, value)}
        self.unknown = [
            (self.fields[name].label, typed[name]) for name in NAMES if name in typed.keys() - known
        ]
        # Unbound: an empty field is no mistake on a page that nobody has asked anything yet.
        self.initial = {**kept, **known}
        self.kept, self._chosen, self._usual = kept, known, usual
        self.fields["amount"].help_text = self._help

    @classmethod
    def beside(cls, salary_filter, choices):
        """The one on a list of pay, which goes on with what the list is narrowed to."""
        currency, period = salary_filter.unit
        levels = {"level": [("", "Any level"), *choices.levels]} if choices.levels else {}
        return cls(
            salary_filter.data,
            salary_filter.asked,
            {"amount_currency": currency, "amount_period": period},
            amount_currency=[AS_WRITTEN, *currency_choices(SalaryFilter.CURRENCIES)],
            role=[("", "Any role"), *_offered(choices, salary_filter.narrowing.get("role"))],
            country=[("", "Any place"), *choices.countries],
            **levels,
        )

    @classmethod
    def of_role(cls, role):
        """The one on the page of a role, which leads to the list of its pay."""
        usual = {"amount_currency": CURRENCY, "amount_period": PERIOD}
        codes = [(code, code) for code in SalaryFilter.CURRENCIES]
        form = cls({}, {"role": role.slug}, usual, amount_currency=[AS_WRITTEN, *codes])
        for name, value in usual.items():
            # One line of a phone has no room for more: the usual stands for "as written" there.
            field = form.fields[name]
            field.choices = [
                (each if each != value else "", label) for each, label in field.choices[1:]
            ]
        return form

    @property
    def _help(self):
        period = dict(SalaryFilter.PERIODS)[self._usual["amount_period"]]
        usual = f"{self._usual['amount_currency']} {period}"
        return f"Such as 185k or €45 an hour. A bare number counts as {usual}."

    def _is_choice(self, name, value):
        return name == "amount" or value in dict(self.fields[name].choices)

    @property
    def typed(self):
        return self.initial.get("amount", "")

    def chosen(self, name):
        return Chosen(
            self._chosen.get(name, self._usual[name]),
            is_usual=name not in self._chosen,
            is_instead=self.fields[name].label in dict(self.unknown),
        )

    def ask_back(self):
        """Says at the field, too, that what stands in it was not understood."""
        told = "amount-asked_helptext amount-back"
        self.fields["amount"].widget.attrs |= {"aria-invalid": "true", "aria-describedby": told}

    @property
    def hidden(self):
        """What the form sends along, so that no other choice is lost."""
        return [(name, value) for name, value in self.kept.items() if name not in self.fields]

    def query_of(self, asked):
        """The query that asks for this amount among the same."""
        values = (as_typed(asked.amount), asked.currency, asked.period)
        return urlencode({**self.kept, **dict(zip(NAMES, values, strict=True))})


def _offered(choices, asked):
    """The roles that something is known of, and the one that is asked for."""
    paid = {slug for slug, _ in choices.paid}
    return [pair for pair in choices.roles if pair[0] in paid or pair[0] == asked]
