[#ftl attributes={"version": "1"}]
[#include "/../../../../etc/passwd"]
