"""The working copy of a version: tables that staff edit, emptied when it is published."""

from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from quiz.models.version import FROZEN, Version

# No name back: sources belong to roles, which know nothing of the assessment.
SOURCES = {"blank": True, "related_name": "+", "help_text": "What this rests on."}
NOW_DRAFTS = {"status": Version.Status.DRAFT}


def lines(text):
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class OrderedPart(models.Model):
    position = models.PositiveSmallIntegerField(
        default=1000, help_text="Lower comes first; a new one comes last."
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class DraftPart(OrderedPart):
    """A part that hangs on its version directly. A published version takes none."""

    version = models.ForeignKey(
        Version, on_delete=models.CASCADE, related_name="%(class)ss", limit_choices_to=NOW_DRAFTS
    )

    class Meta(OrderedPart.Meta):
        abstract = True

    def save(self, *args, **kwargs):
        if not self.version.is_draft:
            raise TypeError(FROZEN)
        super().save(*args, **kwargs)


class Frame(models.Model):
    """What a version has one of: its title, the names of its answers, the constants of scoring."""

    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="frame")
    title = models.CharField(max_length=200, help_text="What takers see above the assessment.")
    locale = models.CharField(max_length=20, default="en", help_text="The language of its texts.")
    trade_off_scale = models.TextField(
        help_text="What the five answers to a trade-off are called, from A to B, one a line."
    )
    statement_scale = models.TextField(
        help_text="What the five answers to a statement are called, no to yes, one a line."
    )
    engine = models.PositiveSmallIntegerField(default=1, help_text="The formulas that score it.")
    # Defaults as in the design of the assessment, on noise, bands and the decision: 1.645 leaves
    # 5 % on either side of a normal curve. z_gate is Tukey's range at 10 % over the root of two:
    # chance finds a difference among all pairs together once in ten.
    prior_sd = models.FloatField(
        default=0.5, help_text="Answer noise assumed of everybody before they answer (0 to 1)."
    )
    prior_df = models.FloatField(
        default=6, help_text="How many answers that assumption weighs as much as."
    )
    z_band = models.FloatField(
        default=1.645, help_text="Half a band in standard errors: 1.645 is a 90 % band."
    )
    z_tie = models.FloatField(
        default=1.645, help_text="Roles closer than so many standard errors are a tie."
    )
    min_gap = models.FloatField(default=6, help_text="And those closer than so many points.")
    z_gate = models.FloatField(
        default=2.05,
        help_text="Before any role is named, one pair has to differ by so many standard errors: "
        "1.64 for two roles, 2.05 for three, 2.29 for four, 2.46 for five.",
    )
    min_answered_share = models.FloatField(
        default=0.66, help_text="Below this share of answers there is no result (0 to 1)."
    )
    min_items_per_trait = models.PositiveSmallIntegerField(
        default=3, help_text="Nor with fewer answers than this on one trait."
    )
    flag_same_option_run = models.PositiveSmallIntegerField(
        default=10, help_text="As many equal answers in a row are noted on the result."
    )
    flag_contradictions = models.PositiveSmallIntegerField(
        default=4, help_text="So are contradictory answers on as many traits."
    )

    class Meta:
        verbose_name = "title, answers and scoring"

    def __str__(self):
        return self.title


class Trait(DraftPart):
    key = models.SlugField(max_length=100, help_text="Its identity, for ever.")
    name = models.CharField(max_length=200)
    low = models.CharField(
        max_length=300, help_text="What a person at the low end would rather do."
    )
    high = models.CharField(max_length=300, help_text="And one at the high end; both are good.")
    is_shared = models.BooleanField(
        "shared by all roles",
        default=False,
        help_text="Then it says whether this family of jobs suits somebody, never which one.",
    )
    why = models.TextField(help_text="Why it separates the roles, or is common to them.")
    sources = models.ManyToManyField("roles.Source", **SOURCES)

    class Meta(DraftPart.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"],
                name="one_trait_per_version_and_key",
                violation_error_message="This version has a trait with this key already.",
            )
        ]

    def __str__(self):
        return self.name


class Profile(DraftPart):
    role = models.ForeignKey(
        # A draft keeps the role that it names from being deleted; what is published holds a copy.
        "roles.Role",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Its address and name are copied when the version is published.",
    )
    also_called = models.TextField(
        blank=True, help_text="Titles to search for as well, one a line. They are never scored."
    )

    class Meta(DraftPart.Meta):
        verbose_name = "role profile"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "role"],
                name="one_profile_per_version_and_role",
                violation_error_message="This version has a profile of this role already.",
            )
        ]

    def __str__(self):
        return self.role.name


class Target(OrderedPart):
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="targets")
    trait = models.ForeignKey(
        # RESTRICT, not PROTECT: a trait that is in use stays, but a draft goes with all of its
        # parts.
        Trait,
        on_delete=models.RESTRICT,
        related_name="targets",
        help_text="One that tells the roles apart; a shared one has no target.",
    )
    target = models.FloatField(
        help_text="How much of the role it is: 90 the core, 70 a large part, 50 some, "
        "30 a small part, 10 hardly any."
    )
    importance = models.FloatField(
        help_text="3 defines the role, 2 matters, 1 minor or the sources disagree, 0 ignore."
    )
    why = models.TextField(help_text="What the sources say that this number rests on.")
    sources = models.ManyToManyField("roles.Source", **SOURCES)

    class Meta(OrderedPart.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "trait"],
                name="one_target_per_profile_and_trait",
                violation_error_message="This profile has a target for this trait already.",
            ),
            models.CheckConstraint(
                condition=Q(target__range=(0, 100)),
                name="target_is_nought_to_hundred",
                violation_error_message="A target is from 0 to 100.",
            ),
            models.CheckConstraint(
                condition=Q(importance__gte=0),
                name="importance_is_not_negative",
                violation_error_message="An importance is not below 0.",
            ),
        ]

    def __str__(self):
        return f"{self.trait}: {self.target:g}"


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
    sources = models.ManyToManyField("roles.Source", **SOURCES)

    class Meta(OrderedPart.Meta):
        verbose_name = "step"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "key"],
                name="one_step_per_fact_and_key",
                violation_error_message="This fact has a step with this key already.",
            )
        ]

    def __str__(self):
        return self.text

    def save(self, *args, **kwargs):
        self.key = self.key or action_key(self.text)
        super().save(*args, **kwargs)


class EntryRoute(DraftPart):
    # The name that the base class would make of this one's is no word.
    version = models.ForeignKey(
        Version, on_delete=models.CASCADE, related_name="routes", limit_choices_to=NOW_DRAFTS
    )
    key = models.SlugField(max_length=100, help_text="Its identity, for ever.")
    name = models.CharField(max_length=200, help_text="As a job advert would say it.")
    profile = models.ForeignKey(
        Profile,
        on_delete=models.RESTRICT,
        related_name="routes",
        verbose_name="role",
        help_text="Where it leads; several routes may lead to one role.",
    )
    note = models.CharField(max_length=300, blank=True)
    sources = models.ManyToManyField("roles.Source", **SOURCES)

    class Meta(DraftPart.Meta):
        verbose_name = "way in"
        verbose_name_plural = "ways in"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"],
                name="one_route_per_version_and_key",
                violation_error_message="This version has a way in with this key already.",
            )
        ]

    def __str__(self):
        return self.name


class Requirement(OrderedPart):
    class Kind(models.TextChoices):
        MUST = "must", "Must have"
        HELPS = "helps", "Helps"

    route = models.ForeignKey(EntryRoute, on_delete=models.CASCADE, related_name="requirements")
    key = models.SlugField(max_length=100, help_text="Its identity, for ever.")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.MUST)

    class Meta(OrderedPart.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["route", "key"],
                name="one_requirement_per_route_and_key",
                violation_error_message="This way in has a requirement with this key already.",
            )
        ]

    def __str__(self):
        return f"{self.route}: {self.key}"


class Need(OrderedPart):
    """At least this level of a fact; any one need of a requirement will do."""

    requirement = models.ForeignKey(Requirement, on_delete=models.CASCADE, related_name="needs")
    # To the proxy, so that the form offers no other kind of question.
    fact = models.ForeignKey(BackgroundFact, on_delete=models.RESTRICT, related_name="needs")
    level = models.PositiveSmallIntegerField(default=2, help_text="1 some, 2 solid, 3 strong.")

    class Meta(OrderedPart.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(level__range=(1, 3)),
                name="needed_level_can_be_had",
                violation_error_message="A needed level is 1, 2 or 3.",
            )
        ]

    def __str__(self):
        return f"{self.fact.name} {self.level}"
