[#ftl attributes={"version": "7"}]
${project.version} #{x} $(id) a[0] = [=name]
