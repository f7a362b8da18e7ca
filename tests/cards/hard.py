"""What makes a card hard to draw: markup, tokens as long as real ones, and the longest names we know of."""

CANARY = "**[x](http://evil)**<at>y</at>"
TOKENS = tuple(f"{letter * 22}" for letter in "abc")  # as long as a real one
TOKEN, OTHER, THIRD = TOKENS
LONG_NAME = "Bente-Margrethe Østergaard-Sørensen Vestermark Lindhøj"
LONG_UNIT = "Plejecenter Lærkens Vænge og Hjemmeplejen Grenaa Syd, aften"
