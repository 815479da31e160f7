from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible


@deconstructible
class FewWords:
    """What stands in a drawing, a narrow column or the middle of a line has to fit there."""

    def __init__(self, most):
        self.most = most

    def __call__(self, text):
        if (count := len(text.split())) > self.most:
            raise ValidationError(f"Say it in at most {self.most} words; these are {count}.")

    def __eq__(self, other):
        return isinstance(other, FewWords) and other.most == self.most
