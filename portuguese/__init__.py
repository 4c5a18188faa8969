"""Brazilian Portuguese words: ordinals, numbers, dates and money in full, gender, agreement, lists.

The lowest layer. It knows words and nothing of clauses, parties or documents, and keeps no state.
It raises only `ValueError`, in Portuguese, because a lawyer may be the one who reads the message.
"""
