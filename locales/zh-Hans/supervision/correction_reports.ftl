# 网页纠错（第三十八条）
correction-reports-name = 网页纠错
correction-reports-said = 报告内容
correction-reports-holder = 报告人
correction-reports-theme-typo = 错别字、标点
correction-reports-theme-wrong = 内容不准确
correction-reports-theme-outdated = 内容已过时
correction-reports-theme-dead = 链接、附件打不开
correction-reports-theme-display = 页面显示不正常
correction-reports-theme-privacy = 泄露个人信息
correction-reports-theme-grave = 严重表述错误
correction-reports-theme-other = 其他
correction-closure-right = 经核实，原文无误
correction-closure-elsewhere = 不属于本网站内容，已告知应向哪里反映
correction-closure-unclear = 未能找到所指的内容

## 公众页面
correction-report = 报告错误
correction-report-page = 这页内容有错？告诉我们
correction-new = 报告错误
correction-new-lead = 您要纠正的页面：
correction-promise = 现在提交，我们最迟 { $accept } 受理，{ $answer } 前答复。不需要注册账号。
correction-theme = 哪一类错误
correction-quote = 有错的文字
correction-quote-hint = 在页面上选中文字后再点“报告错误”，这里会自动填好；也可以手工填写或留空。
correction-suggestion = 应当怎样改
correction-suggestion-hint = 请写出您认为正确的内容，或说明错在哪里。
correction-contact-hint = 电话、邮箱可以不填，只用于核实情况，不会公开。
correction-send = 提交
correction-no-document = 这个页面已经不在网站上，不需要再纠正。
correction-received = 已收到
correction-received-headline = 谢谢您帮我们改正错误
correction-received-lead = 您对《{ $title }》的纠错已交给{ $unit }。
correction-status = 查询纠错结果
correction-status-link = 查询纠错结果
correction-status-lead = 凭受理编号和查询码查看处理进度和答复。
correction-status-hint = 以 JC 开头，例如 JC202611280001
correction-status-wrong = 受理编号或查询码不对，请核对后再试；您填写的编号还在。
correction-due = 我们将在 { $day } 前处理。
correction-mended-note = 原文已于 { $at } 更正。
correction-see = 查看更正后的页面
correction-closed = 处理结果
correction-own = 您反映的内容
correction-steps = 处理过程
correction-body = 原文：{ $quote }
    应改为：{ $suggestion }
correction-body-plain = { $suggestion }
corrections-title = 网页纠错
corrections-lead = 看到错误，在文章页选中文字即可报告。我们 { $accept } 个工作日内受理，受理后 { $answer } 个工作日内答复。
corrections-span = { $year } 年，截至 { $until }
corrections-received = 收到
corrections-answered = 已答复
corrections-mended = 已更正原文
corrections-median = 答复用时（中位数）
corrections-hours = { $hours ->
    [0] 不到 1 小时
   *[other] { $hours } 小时
}
corrections-themes = 错误类别
corrections-none = 今年还没有收到纠错。
document-page-change-reported = 根据读者反映更正

## 办理页面
correction-place = 有错的地方
correction-document = 稿件
correction-page = 页面
correction-open = 打开稿件修改
correction-fix = 记录：已由现行版本更正
correction-fixed = 已记录更正的版本，读者和稿件的更正记录都会看到。
correction-fix-none = 报告之后还没有发布新的版本。请先修改并发布稿件，再记录更正；案件没有变化。
correction-not-yet = 改正并发布后，在这里记录是哪个版本更正的。
correction-mended = 更正版本
correction-mended-by = 第 { $number } 版，{ $at } 记录
case-grave = 重大错误，立即处置
