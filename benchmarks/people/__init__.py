"""Finding people in an index of many: by what errors, how fast, and against which baselines."""
