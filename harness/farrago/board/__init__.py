"""From a folder of submissions to a leaderboard: a page, its data and a Markdown table."""
