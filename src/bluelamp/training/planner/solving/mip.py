"""Mixed-integer models as plain arrays, and HiGHS to solve them, here or in a helper process."""

from __future__ import annotations

from dataclasses import dataclass, field

import highspy
import numpy as np
from scipy.sparse import csr_matrix

from .arrays import Bools, Floats

INFINITE = float("inf")


@dataclass(frozen=True)
class Model:
    """Minimise ``cost`` over columns between bounds, rows between bounds."""

    cost: Floats
    lower: Floats
    upper: Floats
    whole: Bools
    rows: csr_matrix
    row_lower: Floats
    row_upper: Floats
    guess: Floats | None = None


@dataclass(frozen=True)
class Solution:
    """The best columns found, if any, and a proven bound on the cost."""

    columns: Floats | None
    cost: float
    bound: float
    optimal: bool
    seconds: float = 0.0


@dataclass
class Builder:
    """Collects a model column by column and row by row."""

    cost: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    entries: list[tuple[int, int, float]] = field(default_factory=list)

    def column(self, cost: float, upper: float = 1, *, lower: float = 0, whole: bool = True) -> int:
        """Add a column, return its number."""
        self.cost.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(self, terms: list[tuple[int, float]], lower: float, upper: float) -> int:
        """Add a row, return its number."""
        number = len(self.row_lower)
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        self.entries += [(number, column, value) for column, value in terms]
        return number

    def model(self, guess: Floats | None = None) -> Model:
        """Return the model as arrays."""
        told = np.array(self.entries, np.float64).reshape(-1, 3)
        where = (told[:, 0].astype(np.int64), told[:, 1].astype(np.int64))
        shape = (len(self.row_lower), len(self.cost))
        return Model(
            np.array(self.cost),
            np.array(self.lower),
            np.array(self.upper),
            np.array(self.whole),
            csr_matrix((told[:, 2], where), shape=shape),
            np.array(self.row_lower),
            np.array(self.row_upper),
            guess,
        )


def solve_model(
    model: Model,
    seconds: float,
    gap: float = 5e-4,
    nodes: int | None = None,
    near: float = 4.0,
) -> Solution:
    """Solve a model; without a time limit that bites, the same model gives the same solution.

    It is solved when bound and cost differ by no more than a share ``gap``, or ``near``.
    """
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", float(seconds))
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("mip_abs_gap", near if gap else 1e-6)
    if nodes is not None:
        solver.setOptionValue("mip_max_nodes", nodes)
    solver.passModel(lp_of(model))
    if model.guess is not None:
        told = highspy.HighsSolution()
        told.col_value = list(model.guess)
        told.value_valid = True
        solver.setSolution(told)
    solver.run()
    info = solver.getInfo()
    optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    bound = info.mip_dual_bound if model.whole.any() else info.objective_function_value
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    columns = np.array(solver.getSolution().col_value) if found else None
    cost = info.objective_function_value if found else INFINITE
    if not model.whole.any() and not optimal:
        bound = -INFINITE
    return Solution(columns, cost, bound, optimal, solver.getRunTime())


def lp_of(model: Model) -> highspy.HighsLp:
    """Return a model as HiGHS takes it."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.cost), len(model.row_lower)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = model.cost, model.lower, model.upper
    lp.row_lower_, lp.row_upper_ = model.row_lower, model.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = model.rows.indptr
    lp.a_matrix_.index_ = model.rows.indices
    lp.a_matrix_.value_ = model.rows.data
    if model.whole.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(each)] for each in model.whole]
    return lp
