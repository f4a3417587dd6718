# Notices: the list, one's own choices, what leaves by mail, what operators see.

## The list
notices-title = 消息
notices-unread = 未读
notices-all = 全部
notices-empty-unread = 没有未读消息。有新的待办、退稿或提到您的批注时，会出现在这里。
notices-empty-all = 还没有消息。有新的待办、退稿或提到您的批注时，会出现在这里。
notices-read-all = 全部标为已读
notices-choices = 消息设置
notices-new = 未读
notices-list = 消息列表
notices-done-read = { $count ->
    [0] 没有未读消息。
   *[other] 已将 { $count } 条消息标为已读。
}
notice-missing = 没有这条消息，它可能已过保存期限（180 天）。
notice-by = { $name }
notice-due = 限 { $due }

## Events
notice-event-assigned = 待您审核
notice-event-assigned-hint = 稿件到了您可以签署的环节
notice-event-claimed = 已被认领
notice-event-claimed-hint = 您报送的稿件有人认领，或您认领的环节由他人接手
notice-event-returned = 已退回
notice-event-returned-hint = 您写的稿件被退回修改
notice-event-due-soon = 即将到期
notice-event-due-soon-hint = 您手上的审核环节剩余不足一天
notice-event-case = 信件待办
notice-event-case-hint = 有来信等您受理、办理或审核答复
notice-event-proposal = 栏目方案
notice-event-proposal-hint = 有栏目、专题方案等您审批，或您提的方案有了结果
notice-event-finding = 规范检查
notice-event-finding-hint = 规范检查发现本单位的页面有问题要整改
notice-event-expiry = 登记到期
notice-event-expiry-hint = 备案、证书、域名等登记事项快到期或已过期
notice-event-alarm = 运行与安全警报
notice-event-alarm-hint = 节点、任务、磁盘、可用性等出现异常，或公开内容被外力改动
notice-event-filing = 人员报备
notice-event-filing-hint = 有分管领导、联络员报备等您备案，或有了结果、有工作移交给您
notice-event-late = 已超期
notice-event-late-hint = 审核环节或应急补签超过时限
notice-event-mentioned = 提到了您
notice-event-mentioned-hint = 有人在批注里用 @ 提到您
notice-event-published = 已发布
notice-event-published-hint = 您写的稿件已经上线
notice-event-promise = 解读承诺
notice-event-promise-hint = 您承诺的政策解读临近日期或已逾期

## One's own choices
notice-choices-title = 消息设置
notice-choices-lead = 选择哪些事情用哪种方式告诉您。管理台里的消息保存 180 天。
notice-choices-event = 事项
notice-choices-save = 保存
notice-choices-done = 消息设置已保存。
notice-choices-ways = 方式
notice-way-console = 管理台
notice-way-mail = 邮件
notice-way-webhook = 单位平台
notice-way-off = 未开通
notice-digest = 邮件汇总
notice-digest-hint = 选一个钟点，当天的消息合成一封邮件；不选则逐条即时发送。
notice-digest-never = 不汇总，即时发送
notice-digest-hour = 每天 { $hour } 点汇总一封
notice-digest-wrong = 请在列表中选择汇总的钟点；其他内容没有丢失。
notice-address = 邮箱
notice-address-title = 接收消息的邮箱
notice-address-none = 还没有邮箱，邮件方式暂不生效。
notice-address-hint = 会向这个邮箱发送 6 位验证码。建议使用单位工作邮箱。
notice-address-send = 发送验证码
notice-address-change = 更换邮箱
notice-address-remove = 删除邮箱
notice-address-remove-confirm = 删除后不再向这个邮箱发送消息。确定删除吗？
notice-address-verified = 邮箱已验证，今后的消息会发到这里。
notice-address-removed = 邮箱已删除。
notice-address-good = 已验证
notice-mail-none = 系统还没有接通邮件服务器，暂时不能发送邮件。请联系系统管理员；其他设置不受影响。
notice-webhook-none = 没有设置单位平台的接收地址，未发送。
notice-code = 验证码
notice-code-hint = 已发到 { $address }，30 分钟内有效。
notice-code-verify = 验证
notice-code-missing = 没有待验证的邮箱，请先发送验证码。
notice-code-old = 验证码已过期，请重新发送。
notice-code-too-many = 输错次数过多，请重新发送验证码。
notice-code-wrong = 验证码不对，请核对邮件中的 6 位数字。
notice-code-too-soon = 一分钟内只能发送一次验证码，请稍候再试。
notice-code-not-sent = 验证码没有发出去：邮件服务器没有接收。请核对邮箱后再试；仍不行请联系系统管理员。
notice-code-sent = 验证码已发到 { $address }，请在 30 分钟内填写。

## What leaves by mail: a title and a link, nothing else
notice-mail-subject = 【{ $event }】{ $title }
notice-mail-text =
    { $event }：{ $title }

    { $url }

    此邮件由系统自动发送，请勿回复。登录管理台后可在“消息设置”中调整接收方式。
notice-code-subject = 邮箱验证码
notice-code-text =
    验证码：{ $code }

    请在 { $minutes } 分钟内填到管理台的“消息设置”页。如果不是您本人操作，请忽略这封邮件。
notice-digest-subject = { $day } 消息汇总（{ $count } 条）
notice-digest-lead = 上次汇总以来有 { $count } 条消息：
notice-digest-line =
    【{ $event }】{ $title }
    { $url }
notice-digest-end =
    全部消息：{ $url }

    此邮件由系统自动发送，请勿回复。登录管理台后可在“消息设置”中调整汇总时间。

## Operators
notice-ways-title = 消息渠道
notice-ways-lead = 渠道在设置文件 weiyang.toml 的 [mail] 和 [webhook] 两节中配置，改动后重新启动生效。发送失败会自动重试，间隔逐次加长。
notice-ways-mail = 邮件
notice-ways-webhook = 单位平台
notice-ways-off = 未配置
notice-ways-on = 已配置
notice-ways-server = 服务器
notice-ways-security = 连接
notice-ways-from = 发件人
notice-ways-url = 接收地址
notice-mail-tls = 全程加密（TLS）
notice-mail-starttls = 强制加密（STARTTLS）
notice-mail-plain = 不加密（仅限本机转发）
notice-ways-mail-off = 设置文件中没有 [mail]。配置后，验证过邮箱的人员可以收到邮件。
notice-ways-webhook-off = 设置文件中没有 [webhook]。配置后，消息可推送到单位的办公平台。
notice-ways-test-to = 收件邮箱
notice-ways-test-mail = 发送测试邮件
notice-ways-test-webhook = 发送测试消息
notice-ways-troubles = 没有送达的消息
notice-ways-fine = 没有送达失败的消息。
notice-ways-way = 渠道
notice-ways-state = 状态
notice-ways-at = 产生时间
notice-ways-reason = 原因
notice-delivery-waiting = 待发送
notice-delivery-gathered = 待汇总
notice-delivery-sent = 已送达
notice-delivery-refused = 被拒收
notice-test-subject = 测试消息
notice-test-text = 这是一条测试消息：收到它，说明渠道已经接通。
notice-test-done = 测试邮件已交给邮件服务器，请到 { $address } 查收。
notice-webhook-test-done = 接收地址已收下测试消息。
notice-test-failed = 没有发出去：{ $reason }。请核对设置文件后再试。
contact-code-sms = 验证码 { $code }，{ $minutes } 分钟内有效。用于未央区政府门户网站验证本人联系方式，工作人员不会向您索要。
contact-code-subject = 未央区政府门户网站验证码
contact-code-mail =
    您好！

    您的验证码是 { $code }，{ $minutes } 分钟内有效。

    它用于在未央区政府门户网站验证这是您本人的邮箱，工作人员不会向您索要。如果不是您本人操作，请不必理会本邮件。
contact-code-too-soon = 刚刚已经发过一条验证码，请一分钟后再获取；先前收到的仍可使用。
contact-code-too-often = 今天获取验证码的次数已经用完，请明天再试，或拨打 12345 反映。
contact-code-not-sent = 验证码没有发出去，您填写的内容都还在。请核对号码或邮箱，稍后再试。
contact-code-spent = 这条验证码已失效，请重新获取。
contact-code-wrong = 验证码不对，请核对收到的 6 位数字。
