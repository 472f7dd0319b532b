"""The page and the HTTP answers: the same decisions as the commands, for whoever has a browser.

Nothing is kept here.  What is known of an enterprise travels in the page and is read anew,
strictly, each time it comes back; it stands in no address and in no log.
"""
