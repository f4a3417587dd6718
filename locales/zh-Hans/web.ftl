# Texts of the web floor: refusals, faults, forms.

## Refusals: what happened, and what to do next
web-bad-request = 请求的内容不完整或格式不对。
web-bad-request-next = 请返回上一页重新填写后再提交。
web-unauthorized = 请先登录。
web-unauthorized-next = 登录后可以继续刚才的操作。
web-forbidden = 您没有进行此项操作的权限。
web-forbidden-next = 如果工作需要，请联系本单位的系统管理员。
web-not-found = 没有找到这个页面。
web-not-found-next = 页面可能已经移动或者地址有误，可以返回首页或者搜索。
web-method-not-allowed = 这个地址不支持这种请求方式。
web-method-not-allowed-next = 请返回上一页，用页面上的按钮重新操作。
web-too-slow = 等待太久，没有收到完整的请求。
web-too-slow-next = 请检查网络后再试一次。
web-conflict = 在您操作期间，内容已经被其他人更新。
web-conflict-next = 您填写的内容没有丢失，请查看最新内容后再提交。
web-gone = 这个页面已经撤下。
web-gone-next = 可以返回首页或者搜索其他内容。
web-too-large = 提交的内容太大。
web-too-large-next = 请压缩文件或者分次提交。
web-unsupported-media = 不支持这种格式的内容。
web-unsupported-media-next = 请改用页面上写明的格式。
web-too-many = 操作太频繁。
web-too-many-next = 请稍等片刻再试。
web-cross-site = 为了安全，没有执行这次操作：请求不是从本站页面发出的。
web-cross-site-next = 请刷新页面后重新提交。
web-invalid = 填写的内容有需要修改的地方。
web-invalid-next = 您已填写的内容都已保留，请按提示修改后再提交。

## Faults
web-fault = 系统出现故障，没有完成这次操作。
web-fault-next = 我们已经记录这个问题。请稍后再试；如需帮助，请告知下面的编号。
web-away = 系统暂时不能提供服务。
web-away-next = 请过几分钟再试；如需帮助，请告知下面的编号。
# What was typed comes back with a page of failure
web-typed = 您填写的内容都在这里，没有丢失
web-typed-next = 这次没有保存成功。请过几分钟按下面的按钮再次提交，不需要重新填写；离开本页之前也可以先复制下来。
web-typed-next-files = 这次没有保存成功，选择的文件不能留在本页：请先复制下面的文字，过几分钟回到填写页，重新选择文件后提交。
web-typed-again = 再次提交
web-typed-label = 您填写的内容
web-reference = 编号：{ $reference }
web-home = 返回首页

## Reading what was sent
web-not-utf8 = 提交内容的文字编码不是 UTF-8，无法识别。
web-bad-json = 提交的内容不是正确的 JSON：{ $reason }
web-bad-path = 地址中的“{ $name }”不正确。
web-bad-query = 地址中的查询条件不正确。
web-body-broken = 提交的内容没有完整收到。
web-too-large-limit = 提交的内容太大，最多 { $limit }。
web-file-too-large = 文件“{ $name }”太大，最多 { $limit }。
web-too-many-files = 一次最多上传 { $limit } 个文件。
web-expects-form = 这里只接收网页表单。
web-expects-json = 这里只接收 JSON。
web-expects-multipart = 这里只接收带文件的网页表单。
web-bad-cursor = 翻页标记不正确或者已经失效，请从第一页重新开始。
web-stale-form = 页面停留太久，安全校验已经失效。
web-stale-form-next = 您填写的内容请先复制保存，刷新页面后再提交。
web-wait = 操作太频繁，请在 { $seconds } 秒后再试。

## Checking forms
web-field-required = 请填写{ $label }。
web-field-choose = 请选择{ $label }。
web-field-too-long = { $label }最多 { $max } 个字，现在有 { $count } 个字。
web-field-too-short = { $label }至少 { $min } 个字。
web-field-number = { $label }应当是数字。
web-field-range = { $label }应当在 { $min } 到 { $max } 之间。
web-field-date = { $label }不是正确的日期。
web-field-time = { $label }不是正确的日期和时间。
web-field-option = { $label }的选项不正确。
web-field-address = { $label }应当是完整的网址或者以“/”开头的站内地址。
web-field-email = { $label }不是正确的电子邮箱。
web-field-phone = { $label }不是正确的电话号码。
web-field-format = { $label }的格式不正确。
web-field-control = { $label }含有无法显示的字符。
