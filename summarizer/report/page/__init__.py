"""The page that people read: briefs beside their articles as HTML. The only HTML of the house."""
