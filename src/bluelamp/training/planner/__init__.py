"""The timetable planner: reads a folder, writes a folder, knows no database and no web page.

``reading`` and ``instance`` are the problem as given; ``checking`` judges a plan without the
solver. Domain: training.md sections 4 to 7; format: docs/planner-format.md.
"""
