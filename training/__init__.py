"""From annotated reports to the weights that detente ships: nothing here is needed to run detente."""
