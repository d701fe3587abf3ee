"""What goes on from where: the continuations of a plan's items, proposed by their titles and chosen on one page."""
