[#ftl attributes={"version": "1"}]
[=undefined]
