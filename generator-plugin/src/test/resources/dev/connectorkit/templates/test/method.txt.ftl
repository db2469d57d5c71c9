[#ftl attributes={"version": "1"}]
[=name.getClass()]
