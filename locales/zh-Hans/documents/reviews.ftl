# 报送、审核、送保密局审核、应急发布、发布和撤稿。
review-step-submitted = 报送
review-step-first = 初审
review-step-second = 复审
review-step-final = 终审
review-step-confidentiality = 保密审查
review-step-bureau = 区保密局审核
review-step-emergency = 应急发布
review-step-second-signature = 应急补签
review-act-first = 初审签署
review-act-second = 复审签署
review-act-final = 终审签署
review-act-confidentiality = 保密审查签署
review-verdict-passed = 同意
    .hint = 转下一环节；最后一个环节签署后即发布
review-verdict-returned = 退回
    .hint = 退给作者修改，须写明理由
review-verdict-doubtful = 存疑
    .hint = 送区保密局审核，结论下达前不会发布
review-see-comments = 见批注（{ $count } 条）
review-verdict-missing = 请选择审核结论。
review-waiting = 待我审核
review-nothing-waits = 没有等您审核的稿件。
review-column-step = 环节
review-column-submitter = 报送人
review-column-submitted = 报送时间
review-title = 审核：{ $title }
review-no-holder = 还没有人有权办理，请联系安全管理员授权
review-more-holders = 等
review-done-next = 已签署，转{ $step }。
review-done-published = 已签署并发布。
review-done-scheduled = 已签署，稿件将按时自动发布。
review-done-returned = 已退回给作者。
review-done-referred = 已送区保密局审核，结论下达前稿件不会发布。

review-refused-own-submission = 您是本稿提交人，须由他人审核。
review-refused-own-work = 您参与撰写了本稿，须由他人审核。
review-refused-signed-already = 您已签署过本稿的另一个环节，同一人不能签署两个环节。
review-refused-digest = 您看到的内容与送审的版本不一致，没有签署。请重新打开稿件核对。
review-refused-order = 还没有轮到这个环节。
review-refused-not-in-chain = 这个栏目的审核流程里没有这个环节。
review-refused-not-in-review = 稿件不在审核中，可能已被撤回、退回或发布。
review-refused-reason = 退回或存疑必须写明理由。

submission-under-way = 稿件正在审核，不能重复报送。
submission-nothing-new = 最新版本已经公开，没有需要审核的修改。
submission-column-closed = 栏目已关闭，请先移动到别的栏目。
recall-refused-referred = 稿件已送保密局审核，结论下达前不能撤回。
recall-refused-over = 这次报送已经结束，不能撤回。
recall-refused-not-yours = 只有报送人或作者可以撤回。

publication-time-past = 时间已经过去，请填写以后的时间。
publication-expiry-before = 到期下线的时间必须晚于发布时间。
publication-refused-not-approved = 没有审核通过、等待发布的版本。

emergency-lead = 应急发布立即公开最新版本，仅用于突发事件。发布后 { $hours } 小时内须由另一位有权限的同志补签，补签前稿件一直带有标记。
emergency-sign-lead = 请核对已公开的内容后补签。
emergency-at = 应急发布时间
emergency-due-at = 补签期限
emergency-text = 已公开的正文
emergency-due = 须在 { $due } 前补签
emergency-signed = 已补签。
emergency-refused-reason = 应急发布必须写明理由。
emergency-refused-referred = 稿件已送保密局审核，结论下达前不能发布，应急发布也不行。
emergency-refused-secret = 保密局认定本稿涉密，不能应急发布；修改后须重新走完全部审核。
emergency-refused-not-open = 没有等待补签的应急发布。
emergency-refused-same-person = 应急发布是您办理的，须由另一位同志补签。
emergency-refused-own-work = 您撰写或报送了本稿，须由他人补签。

withdrawal-refused-reason = 请写明撤稿原因。
withdrawal-refused-address = 请填写新网址。
withdrawal-refused-notice = 请填写说明文字。
withdrawal-refused-not-withdrawn = 稿件没有撤下，不用恢复。
withdrawal-refused-newer = 正在修改或审核更新的版本，请走完审核后发布。

slip-emergency-words = { $who }于 { $at } 应急发布，理由：{ $reason }

referral-register = 送保密局审核
referral-tab-open = 待决定
referral-tab-decided = 已决定
referral-none = 没有等待决定的稿件
referral-column-unit = 提请单位
referral-column-at = 提请时间
referral-column-decision = 决定
referral-title = 保密审核：{ $title }
referral-open = 待决定
referral-decision-clear = 不涉密
referral-decision-secret = 涉密
referral-decision-missing = 请选择决定。
referral-decided = 决定已记录。
referral-refused-missing = 没有这份提请。
referral-refused-decided = 这份提请已经有了决定。
referral-refused-reason = 认定涉密必须写明依据和理由。
referral-refused-own-work = 您撰写、报送或提请了本稿，须由他人决定。


receipt-title = 发布回执
receipt-pages-dropped = { $count } 个页面已刷新
receipt-home = 首页
follower-pages = 公开页面
follower-search = 站内搜索
follower-notices = 消息提醒

timeline-took = 用时{ $age }
timeline-waits = 已等{ $age }
age-minutes = { $count } 分钟
age-hours = { $count } 小时
age-days = { $count } 天

claim-title = 认领
claim-take = 认领
claim-take-over = 转由我审
claim-release = 放下
claim-due = 计划审结时间
claim-due-hint = 不填为两天内。
claim-nobody = 还没有人认领。
claim-mine = 我已认领
claim-theirs = { $who }已认领
claim-due-at = 应于
claim-waited = 已等{ $age }
claim-done-taken = 已认领《{ $title }》。
claim-done-released = 已放下《{ $title }》，其他同事可以认领。
claim-refused-time = 计划时间须在现在之后、三十天之内，没有认领。
claim-refused-yours = 您已经认领了，没有改动。
claim-refused-not-yours = 这一环节不在您手里，没有改动。

reviews-oldest = 显示等得最久的 { $count } 件。
review-open = 打开审核
review-quick-pass = 同意
review-quick-pass-note = 签署您看到的这一版，摘要 { $digest }。请确认已读过正文和附件。
review-quick-return = 退回
review-quick-reason = 退回理由
review-quick-sign = 签署同意
review-quick-send-back = 退回给作者
review-attachments-count = { $count } 个附件
