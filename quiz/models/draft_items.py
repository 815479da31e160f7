"""The tables of a draft's questions: what is asked, what it says and what to do about it."""

from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify

from quiz.models.draft import NOW_DRAFTS, SOURCES, DraftPart, OrderedPart, Profile, Trait
from quiz.models.version import Version


class ExtensionBlock(DraftPart):
    """Further trade-offs between two roles, asked after a result only."""

    version = models.ForeignKey(
        Version, on_delete=models.CASCADE, related_name="blocks", limit_choices_to=NOW_DRAFTS
    )
    key = models.SlugField(max_length=100, help_text="Its identity, for ever.")
    one = models.ForeignKey(
        Profile,
        on_delete=models.RESTRICT,
        related_name="+",
        verbose_name="one role",
        help_text="It is offered to whoever stands between these two.",
    )
    other = models.ForeignKey(
        Profile, on_delete=models.RESTRICT, related_name="+", verbose_name="the other role"
    )
    why = models.TextField(help_text="What its questions turn on, for whoever reviews it.")

    class Meta(DraftPart.Meta):
        verbose_name = "block of further questions"
        verbose_name_plural = "blocks of further questions"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"],
                name="one_block_per_version_and_key",
                violation_error_message="This version has a block with this key already.",
            ),
            models.CheckConstraint(
                condition=~Q(one=F("other")),
                name="block_stands_between_two_roles",
                violation_error_message="A block stands between two different roles.",
            ),
        ]

    def __str__(self):
        return self.key


class Item(DraftPart):
    """A question: a trade-off, a statement or one about the background, which is a fact."""

    # One table for all kinds, because a key is the address of a question and may not stand twice
    # among them. The proxies below give each kind a form of its own.

    class Kind(models.TextChoices):
        TRADE_OFF = "trade-off", "Trade-off"
        STATEMENT = "statement", "Statement"
        FACT = "fact", "Question about the background"

    kind = models.CharField(max_length=20, choices=Kind)
    key = models.SlugField(
        max_length=100, help_text="Its identity and its address, for ever: p01, l01, r01."
    )
    text = models.TextField(help_text="What is asked; at most 120 characters.")
    a = models.TextField("option A", blank=True, help_text="At most 110 characters.")
    b = models.TextField(
        "option B", blank=True, help_text="As attractive and about as long as option A."
    )
    block = models.ForeignKey(
        # RESTRICT as for traits: only a block without questions is deleted by itself.
        ExtensionBlock,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="items",
        help_text="Of a further question. Empty for one that everybody is asked.",
    )
    fact = models.SlugField(
        "key of the fact", max_length=100, blank=True, help_text="engineering, delivery, …"
    )
    name = models.CharField(max_length=200, blank=True, help_text="What requirements call it.")
    rationale = models.TextField(blank=True, help_text="Why it is asked, for whoever reviews it.")
    sources = models.ManyToManyField("roles.Source", **SOURCES)

    class Meta(DraftPart.Meta):
        verbose_name = "question"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"],
                name="one_item_per_version_and_key",
                violation_error_message="This version has a question with this key already.",
            ),
            models.UniqueConstraint(
                fields=["version", "fact"],
                # All questions of the other kinds have none, and say so alike.
                condition=~Q(fact=""),
                name="one_fact_per_version_and_key",
                violation_error_message="This version has a fact with this key already.",
            ),
            models.CheckConstraint(
                condition=Q(kind="fact") | Q(fact="", name=""),
                name="only_facts_name_a_fact",
                violation_error_message="Only a question about the background has a fact.",
            ),
            models.CheckConstraint(
                condition=Q(kind="trade-off") | Q(a="", b=""),
                name="only_trade_offs_have_options",
                violation_error_message="Only a trade-off has options A and B.",
            ),
            models.CheckConstraint(
                condition=Q(kind="trade-off") | Q(block=None),
                name="only_trade_offs_stand_in_blocks",
                violation_error_message="Only a trade-off stands in a block.",
            ),
        ]

    def __str__(self):
        return f"{self.key}: {self.name or self.text}"


class OfKind(models.Manager):
    def __init__(self, kind):
        super().__init__()
        self.kind = kind

    def get_queryset(self):
        return super().get_queryset().filter(kind=self.kind)


class TradeOff(Item):
    objects = OfKind(Item.Kind.TRADE_OFF)

    class Meta(Item.Meta):
        proxy = True
        verbose_name = "trade-off"
        constraints = []

    def save(self, *args, **kwargs):
        # No form has a field for it: whoever edits has chosen the kind by its page.
        self.kind = Item.Kind.TRADE_OFF
        super().save(*args, **kwargs)


class LikertStatement(Item):
    objects = OfKind(Item.Kind.STATEMENT)

    class Meta(Item.Meta):
        proxy = True
        verbose_name = "statement"
        constraints = []

    def save(self, *args, **kwargs):
        self.kind = Item.Kind.STATEMENT
        super().save(*args, **kwargs)


class BackgroundFact(Item):
    objects = OfKind(Item.Kind.FACT)

    class Meta(Item.Meta):
        proxy = True
        verbose_name = "fact (background)"
        verbose_name_plural = "facts (background)"
        constraints = []

    def save(self, *args, **kwargs):
        self.kind = Item.Kind.FACT
        super().save(*args, **kwargs)


class Key(OrderedPart):
    """What a question says about a trait."""

    class Side(models.TextChoices):
        A = "a", "Option A"
        B = "b", "Option B"

    class Direction(models.IntegerChoices):
        FOR = 1, "speaks for it"
        AGAINST = -1, "speaks against it"

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="keys")
    side = models.CharField(
        max_length=1, choices=Side, blank=True, help_text="Of a trade-off, which option says it."
    )
    trait = models.ForeignKey(Trait, on_delete=models.RESTRICT, related_name="keys")
    weight = models.FloatField(default=1, help_text="1, unless it says less than a whole item.")
    direction = models.SmallIntegerField(choices=Direction, default=Direction.FOR)

    class Meta(OrderedPart.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(direction__in=(1, -1)),
                name="direction_is_a_sign",
                violation_error_message="It speaks for the trait or against it.",
            )
        ]

    def __str__(self):
        return f"{self.trait} ({self.get_direction_display()})"


class Word(OrderedPart):
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="words")
    term = models.CharField(max_length=100, help_text="A technical word of the question.")
    meaning = models.CharField(max_length=300, help_text="What it means, in plain words.")

    def __str__(self):
        return self.term


class Option(OrderedPart):
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="options")
    level = models.PositiveSmallIntegerField(help_text="0 none, 1 some, 2 solid, 3 strong.")
    label = models.CharField(max_length=200, help_text="At most 110 characters.")

    def __str__(self):
        return f"{self.level}: {self.label}"


def action_key(text):
    # A text without a Latin letter has an empty slug.
    return slugify(text)[:60].strip("-") or "step"


class Action(OrderedPart):
    """What to do about a missing level of a fact."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="steps")
    key = models.SlugField(
        max_length=100, blank=True, help_text="Made from the text when left empty."
    )
    text = models.TextField(help_text="As an imperative.")
    to = models.PositiveSmallIntegerField(
        "to level", null=True, blank=True, help_text="The level of the fact that it leads towards."
    )
    hours_from = models.PositiveSmallIntegerField(
        "hours, at least", null=True, blank=True, help_text="By our reckoning; both or neither."
    )
    hours_to = models.PositiveSmallIntegerField("at most", null=True, blank=True)
    time = models.CharField(
        max_length=100, blank=True, help_text="Of a job, in words, in place of hours."
    )
    done_when = models.CharField(
        max_length=300, blank=True, help_text="How somebody sees that it is done, as a sentence."
    )
    sources = models.ManyToManyField(
        "roles.Source", **SOURCES | {"help_text": "Who says so; without any it is ours."}
    )

    class Meta(OrderedPart.Meta):
        verbose_name = "step"
        constraints = [
            models.CheckConstraint(
                condition=Q(to=None) | Q(to__range=(1, 3)),
                name="step_leads_to_a_level",
                violation_error_message="A step leads to level 1, 2 or 3.",
            ),
            models.CheckConstraint(
                condition=Q(hours_from=None, hours_to=None)
                | Q(
                    hours_from__isnull=False,
                    hours_to__isnull=False,
                    hours_from__gte=1,
                    hours_from__lte=F("hours_to"),
                ),
                name="hours_of_a_step_in_order",
                violation_error_message="A step has both hours or neither: at least one, "
                "and no more at least than at most.",
            ),
            models.CheckConstraint(
                condition=Q(time="") | Q(hours_from=None),
                name="step_has_hours_or_a_time_in_words",
                violation_error_message="A step has hours or a time in words, not both.",
            ),
            models.UniqueConstraint(
                fields=["item", "key"],
                name="one_step_per_fact_and_key",
                violation_error_message="This fact has a step with this key already.",
            ),
        ]

    def __str__(self):
        return self.text

    def save(self, *args, **kwargs):
        self.key = self.key or action_key(self.text)
        super().save(*args, **kwargs)
