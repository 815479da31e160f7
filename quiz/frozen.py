"""What the assessment freezes - definitions, checks, results - in every shape it ever had."""

from roles.shapes import Shapes

SHAPES = Shapes()
