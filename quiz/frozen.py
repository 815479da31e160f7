"""What the assessment freezes - definitions, checks, results - in every shape it ever had."""

from quiz.checking import Check
from quiz.definition import Definition
from quiz.readiness import Readiness
from quiz.scoring import Score
from roles.shapes import Shapes

SHAPES = Shapes(frozenset({Definition, Check, Score, Readiness}))
