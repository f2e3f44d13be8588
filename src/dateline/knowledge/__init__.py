"""What is known of the world apart from any report: time expressions, places by name, and who is who.

Stages look things up here: `parse` to find names and time expressions, `resolve` to say what they mean. Nothing here
knows a record or a stage. What does not belong here: choosing among what a name can mean in one report (`resolve`).
"""
