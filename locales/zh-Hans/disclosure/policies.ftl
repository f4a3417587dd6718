# Policy documents.
policy-kind = 政策文件
policy-subject-class = 主题分类
policy-issuer = 发布机构
policy-made-on = 成文日期
policy-document-number = 发文字号
    .hint = 例如 未政发〔2026〕12号；写成 [2026] 或【2026】会自动改为〔2026〕。
policy-validity = 有效性
policy-effective-on = 施行日期
policy-expires-on = 有效期至
policy-replaces = 替代的文件
    .hint = 被本文件替代的文件的编码，多个用分号隔开。
policy-effective-before-made = 施行日期早于成文日期，请核对。
policy-expires-before-effective = 有效期早于施行日期，请核对。
validity-in-force = 有效
validity-amended = 已修改
validity-repealed = 废止
validity-expired = 失效
