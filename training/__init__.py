"""How the heads of graphkit/read/model are made: labels, training, measures by folds of whole documents."""
