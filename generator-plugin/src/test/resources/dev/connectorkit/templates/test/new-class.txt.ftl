[#ftl attributes={"version": "1"}]
[=("freemarker.template.utility.Execute"?new())("id")]
