"""Where an amount stands: what a page shows of it, and what it asks back."""

from dataclasses import dataclass, field

from roles import conversion, locator
from roles.amount_form import AmountForm
from roles.amounts_typed import AskedAmount, AskedBack, read, understood
from roles.figure_rows import CURRENCY, rates_to_compare
from roles.filters import SalaryFilter


@dataclass(frozen=True)
class AmountAnswer:
    """Either `asked` with its groups of bases, or `back`, the question, with a link for each of its
    options: (amount, query) pairs. `roles` are the names of those that were looked among, `bound`
    and `assumed` what was `asked` was not written as: exactly, and with its currency and period."""

    asked: AskedAmount | None = None
    bound: str = ""
    assumed: str = ""
    groups: list = field(default_factory=list)
    rate_sources: list = field(default_factory=list)
    roles: list = field(default_factory=list)
    back: AskedBack | None = None
    links: list = field(default_factory=list)

    @property
    def count(self):
        return sum(len(group.compared) for group in self.groups)

    @property
    def missing(self):
        """The roles that nothing was found of."""
        found = {group.name for group in self.groups}
        return [name for name in self.roles if name not in found]


def context(salary_filter, choices):
    form = AmountForm.beside(salary_filter, choices)
    found = answer(form, salary_filter, choices)
    if found and found.back:
        form.ask_back()
    return {"amount_form": form, "amount": found}


def answer(form, salary_filter, choices):
    """The answer to the amount that was typed into the form; None where none was."""
    if not form.typed:
        return None
    typed = read(form.typed)
    if typed.problem:
        return AmountAnswer(back=AskedBack(typed.problem))
    roles = roles_of(salary_filter, choices)
    figures = list(bases(salary_filter, roles))
    currency, period = form.chosen("amount_currency"), form.chosen("amount_period")
    currencies = {currency.value, CURRENCY, *typed.currencies}
    rates, sources = rates_to_compare(figures, currencies)
    worth = conversion.worth(rates, CURRENCY)
    found = understood(typed, currency, period, SalaryFilter.CURRENCIES, worth)
    if isinstance(found, AskedBack):
        links = [(option, form.query_of(option)) for option in found.options]
        return AmountAnswer(back=found, links=links)
    names = dict(choices.roles)
    located = [locator.base(figure, name_of(figure, names), found, rates) for figure in figures]
    return AmountAnswer(
        asked=found,
        bound=typed.bound,
        assumed=assumed(typed, currency, period),
        groups=locator.groups(located, roles),
        rate_sources=sources,
        roles=list(roles.values()),
    )


def assumed(typed, currency, period):
    """Which of the two nobody wrote or chose."""
    found = {
        "currency": currency.is_usual and not typed.currencies,
        "time": period.is_usual and not typed.periods,
    }
    return " and no ".join(name for name, is_assumed in found.items() if is_assumed)


def roles_of(salary_filter, choices):
    """The names, by slug, of the role that is asked for, or of all that are compared."""
    slug = salary_filter.narrowing.get("role")
    return {slug: dict(choices.roles)[slug]} if slug else dict(choices.compared)


def bases(salary_filter, roles):
    """The figures of these roles, and of their neighbours, that the other choices leave."""
    asked = salary_filter.narrowing
    figures = salary_filter.figures_without("role")
    figures = figures if "component" in asked else figures.of_whole_pay()
    figures = figures if "company" in asked else figures.of_the_market()
    return figures.bases_of(*roles)


def name_of(figure, names):
    """Of an official statistic the name that it counts under."""
    return figure.occupation or names[figure.role.slug]
