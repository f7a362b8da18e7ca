"""The edge of Medvind: what Teams sends, what is sent to Teams, and who is let in."""
