"""Who is who: armed groups, bodies, offices, nationalities, titles, and the words for kinds of people.

What does not belong here: which of them the words of one report mean (`resolve`).
"""
