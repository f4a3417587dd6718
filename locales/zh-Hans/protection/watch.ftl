# 运行监测：各部分状况
watch-overall-good = 全部正常
watch-overall-attention = { $count } 项需留意
watch-overall-bad = { $count } 项异常
watch-level-good = 正常
watch-level-unknown = 未知
watch-level-attention = 需留意
watch-level-bad = 异常
watch-not-known = 尚无数据
watch-turned-off = 已关闭

watch-nodes = 服务节点
watch-nodes-value = { $alive } 个在线，{ $gone } 个失联
watch-nodes-good = 各节点按时报到。
watch-nodes-gone = 有节点没有按时报到。请登录该机器查看程序和系统日志；不再使用的节点请在下表移除。

watch-availability = 网站可用性
watch-availability-value = { $sites } 个网站，近七天首页打开率最低 { $opened }
watch-availability-good = 首页都能在规定时间内打开；打不开的比例达到 { $bound }% 即单项否决。
watch-availability-down = 有网站首页连续打不开。请先看节点、数据库和入口代理，必要时切换到静态镜像。
watch-availability-failed = 有网站近七天打不开的比例达到 { $bound }%，属于单项否决。请查明当时的节点和网络状况。
watch-availability-unknown = 还没有探测结果，稍后再看。
watch-availability-off = 设置 [availability] every_seconds 为 0，没有探测。

watch-followers = 数据同步
watch-followers-value = 最多落后 { $count } 条
watch-followers-good = 页面、搜索和消息都跟上了最新数据。
watch-followers-behind = 公开页面、搜索或消息没有跟上，访客可能看到旧内容。请看程序日志中 follower 一行，必要时重启该节点。

watch-jobs = 任务队列
watch-jobs-value = 等待 { $waiting }，执行中 { $running }，失败 { $failed }
watch-jobs-good = 任务按时执行。
watch-jobs-troubled = 有任务多次没有成功，正在重试。请在任务队列查看原因。
watch-jobs-failed = 有任务多次失败后放弃。请在任务队列查看原因，排除后重试。
watch-jobs-late = 到时间的任务迟迟没有执行，定时发布可能延误。请确认各节点在线、数据库正常。

watch-messages = 邮件短信推送
watch-messages-value = 待发 { $count }，其中失败过 { $troubled }
watch-messages-good = 消息按时发出。
watch-messages-troubled = 有消息没有一次发出，正在重试。请看消息渠道页的原因。
watch-messages-stuck = 有消息长时间发不出去，收件人没有得到通知。请检查邮件服务器、短信网关或推送地址。
watch-messages-none = 没有配置邮件、短信或推送，消息只在管理台内。

watch-database = 数据库
watch-database-value = { $name }，响应 { $milliseconds } ms，占用 { $size }
watch-database-good = 响应正常。
watch-database-slow = 响应过慢，页面和任务会变慢。请检查数据库服务器的负载、磁盘和网络。

watch-files = 文件存储
watch-files-value = { $count } 个节点可以存取
watch-files-good = 附件和图片可以正常存取。
watch-files-away = 有节点连不上文件存储：上传、带附件的来信和下载都会失败，已缓存的页面不受影响。请检查存储服务和网络。
watch-disks = 磁盘空间
watch-disks-value = 最少剩余 { $percent }%（{ $free }）
watch-disks-good = 空间充足。
watch-disks-full = 剩余空间不足，写满后无法保存稿件和信件。请清理或扩容。
watch-disks-unknown = 没有读到磁盘信息。
watch-clock = 节点时钟
watch-clock-value = { $count } 个节点时钟正常
watch-clock-good = 时钟可信。
watch-clock-astray = 有节点的时钟跳变，或与流水的最后一条相差过大。校正之前到期清理一律暂停，不会误删。请校正时钟；提示仍在时，重启该节点。
watch-clock-ahead = 偏快
watch-clock-behind = 偏慢
watch-disk-data = 数据目录
watch-disk-files = 附件
watch-disk-index = 搜索索引

watch-errors = 程序错误
watch-errors-value = 近一小时 { $hour } 次，近一天 { $day } 次
watch-errors-good = 近一小时没有错误。
watch-errors-some = 有请求没有正常应答。请用下表的编号在程序日志中查原因。
watch-errors-many = 错误频繁，访客正受影响。请立即用下表的编号在程序日志中查原因。

watch-slow = 页面速度
watch-slow-value = 最慢 { $route }，95% 在 { $milliseconds } ms 内
watch-slow-good = 各页面速度正常。
watch-slow-slow = 有页面过慢，见下表。请查看该页面的内容量和数据库负载。
watch-slow-unknown = 近一小时没有访问。

watch-cache = 页面缓存
watch-cache-value = 命中率 { $rate }，{ $pages } 个页面，{ $size }
watch-cache-good = 命中率自节点启动算起，刚启动时偏低。
watch-cache-unused = 还没有访问。

watch-index = 搜索索引
watch-index-value = { $records } 条可搜索，{ $size }
watch-index-good = 每个节点各有一份，可随时重建。
watch-index-unknown = 没有读到索引信息。

watch-certificates = 证书
watch-certificates-value = 最早 { $day } 到期，还有 { $days } 天
watch-certificates-none = 没有由本程序管理的证书
watch-certificates-good = 有效期充足。
watch-certificates-ending = 证书即将到期，请尽快更换。
watch-certificates-ended = 证书已经到期，浏览器会拦截访问，请立即更换。
watch-certificates-unknown = 本程序的监听地址没有启用 TLS；由前端代理管理的证书请在代理上查看。

watch-backup = 备份
watch-backup-value = 最近一次 { $at }
watch-backup-none = 还没有备份过
watch-backup-good = 备份按时完成。请定期用 weiyang verify 核对，并保存一份在异地。
watch-backup-never = 还没有备份。请安排定时运行 weiyang backup。
watch-backup-late = 超过规定时间没有备份。请检查备份的定时任务和备份磁盘。

watch-verification = 流水核对
watch-verification-value = 最近一次 { $at }，发现 { $count } 处异常
watch-verification-none = 还没有核对过
watch-verification-good = 操作流水和全部数据与记录一致。
watch-verification-found = 数据与操作流水不一致，可能被绕过程序改动。请保护现场，由审计管理员查看流水核对。
watch-verification-late = 超过规定时间没有核对。请在任务队列查看“核对流水”。
watch-verification-unknown = 每天凌晨自动核对，也可由审计管理员随时发起。

watch-mirror = 静态镜像
watch-mirror-value = { $files } 个文件，正在守护
watch-mirror-none = 没有运行静态镜像
watch-mirror-silent = 没有在守护
watch-mirror-good = 镜像与公开页面一致，没有被改动。
watch-mirror-altered = 近一小时镜像文件被外力改动，已自动恢复。请查明改动来源，证据在镜像目录的 evidence 下。
watch-mirror-gone = 守护镜像的程序没有按时报到，被改动时不会自动恢复。请重新启动 weiyang mirror --watch。
watch-mirror-unknown = 需要时运行 weiyang mirror --watch，节点全部停机时由它继续展示。

watch-security = 安全事件
watch-security-value = 近一小时：锁定 { $lockouts }，登录失败 { $failures }，越权 { $refusals }
watch-security-good = 没有异常。明细由安全管理员在“安全事件”查看。
watch-security-many = 锁定、登录失败或越权过多，可能有人试探口令或权限。请安全管理员查看安全事件。
watch-security-tampering = 近一小时发现数据或镜像被改动。请保护现场并立即查明。

## 概览页
operations-alerts = 未结束的警报
operations-parts = 各部分状况
operations-part = 部分
operations-value = 现状
operations-meaning = 说明与处置
operations-kind-portal = 网站节点
operations-kind-mirror = 镜像守护
operations-node-alive = 在线
operations-node-stopped = 已停止
operations-node-gone = 失联
operations-cache = 缓存
operations-cache-value = { $pages } 页，{ $size }
operations-remove-node = 移除
operations-remove-node-confirm = 移除后不再等它报到；它重新启动时会再次出现。确定移除吗？
operations-node-removed = 已移除。
operations-node-lives = 这个节点在线，不能移除。
operations-sites = 网站可用性
operations-sites-note = 由本系统定时打开首页，规定时间内没有打开即计一次失败
operations-sites-none = 没有探测。
operations-site = 网站
operations-site-last = 最近一次
operations-site-day = 今天
operations-site-week = 近七天
operations-site-month = 本月
operations-site-quarter = 本季度
operations-site-columns = 栏目页（近七天）
operations-site-mean = 今天平均用时
operations-site-failed = { $probes } 次中失败 { $failed } 次
operations-site-silent = 没有应答
operations-disks = 磁盘
operations-disk-holding = 内容
operations-disk-path = 位置
operations-disk-free = 剩余
operations-disk-total = 总量
operations-slowest = 最慢的页面
operations-slowest-note = 近一小时
operations-route = 页面
operations-route-rest = 其他请求
operations-listener = 入口
operations-listener-public = 公众网站
operations-listener-console = 管理台
operations-answers = 次数
operations-p95 = 95% 用时
operations-worst = 最慢一次
operations-faults = 最近的程序错误
operations-faults-note = 编号与访客看到的一致
operations-faults-none = 节点启动以来没有错误。
operations-reference = 编号
operations-fault-at = 时间
operations-fault-kind = 类型
operations-fault-away = 依赖的服务暂时不可用
operations-fault-own = 程序错误
follower-likeness = 相似信件
follower-calendar = 工作日历
follower-writers = 写信人通知
