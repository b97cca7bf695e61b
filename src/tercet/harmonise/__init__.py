"""Text tables become records: units, substances, places, periods and codes, whole columns at a time.

Nothing here knows a publisher; what one publisher does differently is said in its descriptor.
"""
