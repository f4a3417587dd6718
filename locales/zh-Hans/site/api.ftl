# The open API.
api-name = 开放接口
api-q-too-long = 搜索词最多 80 个字。
api-page-out-of-range = page 是 1 到 1000 的整数。
api-page-size-out-of-range = page_size 是 1 到 100 的整数。
api-limit-out-of-range = limit 是 1 到 100 的整数。
api-column-unknown = 没有这个路径的栏目。
api-unit-unknown = 没有这个代码的单位。
api-type-unknown = 没有这个代码的稿件种类。
api-year-out-of-range = year 是 1 到 9999 的整数。
api-validity-unknown = validity 只能是 in_force、amended、repealed、expired 或 all。
api-expects-lines = 这里只接收每行一条的 JSON（application/x-ndjson），没有导入任何内容。
api-sort-unknown = sort 只能是 relevance、newest 或 oldest。
api-not-utf8 = 内容不是 UTF-8 编码，没有导入任何内容。
api-key-out-of-reach = 这个密钥不能写入这个栏目，没有导入任何内容。
api-too-many-lines = 一次最多 10000 行，没有导入任何内容，请分批发送。
