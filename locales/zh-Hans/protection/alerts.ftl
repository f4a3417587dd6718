# 警报与安全事件
menu-security = 安全
alerts-title = 警报
security-alerts-title = 安全警报
alerts-lead = 规则和界限在设置文件的 [alerts] 中。警报只通知一次，没有人接手时隔一段时间再通知，恢复后另行通知。
alerts-none = 还没有警报。
alert-over = 已恢复：{ $said }
alert-said = 警报
alert-state = 状态
alert-state-open = 待接手
alert-state-taken = 处理中
alert-state-over = 已恢复
alert-since = 开始
alert-ended = 恢复
alert-goes-on = 尚未恢复
alert-rule = 规则
alert-told = 通知
alert-told-times = 已通知 { $times } 次，最近 { $at }
alert-not-told = 尚未通知
alert-advice = 怎么办
alert-course = 经过
alert-take = 接手处理
alert-take-go = 接手
alert-taken = 已接手
alert-taken-by = 接手人
alert-taken-at = 接手时间
alert-remark = 处理说明
alert-remark-hint = 写明由谁处理、准备怎么做；接手后不再重复通知。
alert-acknowledged = 已接手，不再重复通知。
alert-was-acknowledged = 已有人接手。
alert-mail-subject = 【未央警报】{ $title }
alert-mail-text =
    { $title }

    开始时间：{ $since }
    查看和接手：{ $url }

    此邮件由系统自动发出，请勿回复。

alert-rule-node-gone = 节点失联
alert-rule-follower-behind = 数据同步落后
alert-rule-job-failed = 任务失败
alert-rule-jobs-late = 任务延误
alert-rule-messages-stuck = 消息发不出
alert-rule-database-slow = 数据库过慢
alert-rule-disk-full = 磁盘空间不足
alert-rule-errors = 程序错误频繁
alert-rule-slow-pages = 页面过慢
alert-rule-certificate = 证书到期
alert-rule-backup = 没有备份
alert-rule-verification = 没有核对流水
alert-rule-tampering = 数据被改动
alert-rule-mirror-altered = 镜像被改动
alert-rule-mirror-gone = 镜像无人守护
alert-rule-site-down = 网站打不开
alert-rule-availability = 可用性不达标
alert-rule-lockouts = 锁定过多
alert-rule-sign-in-failures = 登录失败过多
alert-rule-refusals = 越权过多

alert-unknown-advice = 请查看运行状况。
alert-rule-node-gone-advice = 登录该机器，查看程序是否在运行、系统日志有无报错；重新启动后会自动恢复。不再使用的节点请在运行状况页移除。
alert-rule-follower-behind-advice = 访客可能看到旧内容。请看程序日志中 follower 一行的原因；必要时重启该节点。
alert-rule-job-failed-advice = 在任务队列中查看失败原因，排除后点“重试”。全部重试成功后警报结束。
alert-rule-jobs-late-advice = 确认各节点在线、数据库正常。定时发布可能已经延误，请核对。
alert-rule-messages-stuck-advice = 在消息渠道页查看原因，检查邮件服务器、短信网关或推送地址。恢复后会自动补发。
alert-rule-database-slow-advice = 检查数据库服务器的负载、磁盘和网络，看有无长时间的查询或备份。
alert-rule-disk-full-advice = 清理日志和旧备份，或扩容磁盘。写满后稿件和信件都无法保存。
alert-rule-errors-advice = 在运行状况页找到错误编号，按编号在程序日志中查原因。
alert-rule-slow-pages-advice = 查看该页面的内容量、数据库负载和节点负载。
alert-rule-certificate-advice = 申请并更换证书；到期后浏览器会拦截访问。
alert-rule-backup-advice = 检查备份的定时任务、备份磁盘和密钥，手动运行一次 weiyang backup。
alert-rule-verification-advice = 在任务队列查看“核对流水”为什么没有执行，或由审计管理员手动发起。
alert-rule-tampering-advice = 保护现场，暂停直接操作数据库的一切手段；由审计管理员查看流水核对的明细，安全管理员查明来源。
alert-rule-mirror-altered-advice = 文件已自动恢复。证据在镜像目录的 evidence 下；请查明改动从哪里来，检查该服务器的账号和进程。
alert-rule-mirror-gone-advice = 重新启动 weiyang mirror --watch；在此之前镜像被改动不会自动恢复。
alert-rule-site-down-advice = 依次检查节点、数据库、入口代理和网络；短时间不能恢复时把入口切到静态镜像。
alert-rule-availability-advice = 近七天打不开的比例已达到国家检查指标的否决线。请查明各次失败的时间和原因并记录。
alert-rule-lockouts-advice = 可能有人试探口令。请在安全事件中查看来源地址，必要时封禁该地址并联系账号本人。
alert-rule-sign-in-failures-advice = 可能有人试探口令。请在安全事件中查看来源地址。
alert-rule-refusals-advice = 有人反复访问无权访问的页面。请在安全事件中查看是谁、访问了什么。

alert-said-node-gone = 节点 { $node } 失联，最近报到 { $seen }
alert-said-follower-behind = 节点 { $node } 的“{ $follower }”落后 { $count } 条
alert-said-job-failed = 任务“{ $job }”有 { $count } 个失败
alert-said-jobs-late = { $count } 个任务到时间没有执行，最早的已等 { $minutes } 分钟
alert-said-messages-stuck = { $count } 条消息没有发出，最早的已等 { $minutes } 分钟
alert-said-database-slow = 数据库响应 { $milliseconds } ms
alert-said-disk-full = 节点 { $node } 的{ $holding }磁盘只剩 { $percent }%（{ $free }）
alert-said-errors = 节点 { $node } 近五分钟出错 { $count } 次
alert-said-slow-pages = 页面 { $route } 过慢，95% 用时 { $milliseconds } ms
alert-said-certificate = 节点 { $node } 的证书（{ $listener }）将在 { $day } 到期
alert-said-backup = 已有 { $hours } 小时没有备份
alert-said-verification = 已有 { $hours } 小时没有核对流水
alert-said-tampering = 流水核对发现 { $count } 处数据异常
alert-said-mirror-altered = 静态镜像在 { $at } 被外力改动，已自动恢复
alert-said-mirror-gone = 镜像守护程序失联（{ $place }），最近报到 { $seen }
alert-said-site-down = { $site }首页连续打不开
alert-said-availability = { $site }近七天打开率 { $opened }，打不开的比例达到 { $bound }%
alert-said-lockouts = 近一小时锁定账号或地址 { $count } 次
alert-said-sign-in-failures = 近一小时登录失败 { $count } 次
alert-said-refusals = 近一小时越权访问 { $count } 次

## 安全事件
security-events-title = 安全事件
security-event-lead = 默认显示近三十天。同一账号一小时内的登录失败合为一行，越权按账号、小时和页面合为一行。
security-event-none = 没有符合条件的安全事件。
security-event-all = 全部
security-event-what = 事件
security-event-kind = 类别
security-event-at = 时间
security-event-who = 账号
security-event-from = 来源地址
security-event-number = 次数
security-event-detail = 说明
security-event-filter-who = 姓名或账号
security-event-filter-from = 从
security-event-filter-until = 到
security-event-kind-lockout = 锁定
security-event-kind-failure = 登录失败
security-event-kind-refusal = 越权
security-event-kind-unmasking = 查看个人信息
security-event-kind-tampering = 改动
security-event-kind-keys = 口令与密钥
security-event-kind-rights = 授权
security-event-kind-accounts = 账号
security-event-refused = 访问无权访问的页面
security-event-nobody = 不存在的账号
