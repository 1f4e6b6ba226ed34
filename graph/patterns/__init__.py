"""What the reviews say together: cases of one shape, what goes with what, how often, since when.

Everything here is pure: a view of the graph goes in, tables come out. The unit
of every count is the case. Documents of one review and reviews of one case
count once, and silence is never counted as absence.
"""
