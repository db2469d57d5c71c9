[#ftl attributes={"version": "1"}]
[=name?api.getClass()]
