"""The floor of floors: what a community manager's own script would do."""
import collections
import sys
import tomllib

with open(sys.argv[1], "rb") as file:
    plan = tomllib.load(file)
days = collections.Counter(post["at"].date() for post in plan["post"])
mix = collections.Counter(post["category"] for post in plan["post"])
ids = collections.Counter(post["id"] for post in plan["post"])
print(len(days), dict(mix), [day for day, posts in days.items() if not 6 <= posts <= 12][:3], max(ids.values()))
