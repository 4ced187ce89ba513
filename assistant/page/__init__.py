"""What the web page shows: pure functions from answers to HTML, texts in four languages, exports and feedback.

Nothing here imports gradio, reads a store or opens a connection; ``app.py`` wires these functions to the page.
"""
