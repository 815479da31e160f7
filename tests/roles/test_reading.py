import pytest

from roles.templatetags.reading import emphasised
from tests.factories import make_role

PRODUCT = make_role(emphasis="Product")
TECHNICAL = make_role(slug="technical-product-manager", emphasis="Product")
PROGRAM = make_role(slug="technical-program-manager", emphasis="Program")


@pytest.mark.parametrize(
    ("role", "beside", "name"),
    [
        (PRODUCT, (), '<em class="emphasis">Product</em> Manager'),
        (TECHNICAL, (), 'Technical <em class="emphasis">Product</em> Manager'),
        (TECHNICAL, (TECHNICAL,), 'Technical <em class="emphasis">Product</em> Manager'),
        (TECHNICAL, (TECHNICAL, PROGRAM), 'Technical <em class="emphasis">Product</em> Manager'),
        (TECHNICAL, (PRODUCT, TECHNICAL), '<em class="emphasis">Technical</em> Product Manager'),
        (PRODUCT, (PRODUCT, TECHNICAL), "Product Manager"),
        (
            TECHNICAL,
            (PRODUCT, TECHNICAL, PROGRAM),
            'Technical <em class="emphasis">Product</em> Manager',
        ),
        (make_role(), (make_role(), PROGRAM), "Product Manager"),
    ],
)
def test_word_is_emphasised_that_tells_a_role_from_those_beside_it(role, beside, name):
    assert emphasised(role, beside) == name
