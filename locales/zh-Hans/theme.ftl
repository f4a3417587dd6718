# The public pages of the default theme.

## Every page
public-skip = 跳到正文
public-skip-navigation = 跳到导航
public-skip-search = 跳到搜索
public-views = 浏览方式
public-view-elder-on = 大字版
public-view-elder-off = 退出大字版
public-view-contrast-on = 高对比
public-view-contrast-off = 标准对比
public-view-traditional-on = 繁體
public-view-traditional-off = 简体
public-main-site = 返回{ $name }
public-navigation = 主导航
public-menu-all = 全部
public-menu = 栏目
public-trail = 当前位置
public-search-region = 站内搜索
public-search-label = 您想找什么、办什么？
public-search-hint = 搜索本站
public-search-button = 搜索
public-search-suggestions = 搜索建议
public-search-count = 条建议，用上下方向键选择
public-footer-navigation = 网站信息
public-site-map = 网站地图
public-feeds = 订阅
public-find-error = 我为政府网站找错
public-sponsor = 主办单位：{ $name }
public-operator = 承办单位：{ $name }
public-phone = 联系电话：
public-email = 电子邮箱：
public-address = 地址：{ $address }
public-postcode = 邮政编码：{ $postcode }
public-site-id-code = 网站标识码：{ $code }
public-ipv6 = 本网站支持 IPv6
public-copyright = © { $year } { $name }　版权所有

## List items
public-item-external = （外部网站）
public-item-pinned = 置顶
public-item-number = 发文字号
public-item-published = 发布日期
public-item-unit = 发布机构
public-item-validity = 有效性

## Pager
public-pager-label = 分页
public-pager-previous = 上一页
public-pager-next = 下一页
public-pager-current = 当前第
public-pager-go = 转到第
public-pager-count = 第 { $current } / { $pages } 页，共 { $total } 条

## Emergency banners
public-banners = 应急提示
public-banner-more = 查看详情
public-banner-more-about = ：{ $text }

## Home page
home-page-quick-links = 常用入口
home-page-news = 要闻
home-page-more = 更多
home-page-block-empty = 暂时没有内容。
home-page-topics = 专题专栏
home-page-sub-sites = 部门和街道网站
home-page-units = 全部单位
home-page-mailbox = 政务信箱
home-page-mailbox-year = { $year } 年以来
home-page-mailbox-received = 收到来信
home-page-mailbox-answered = 已经答复
home-page-mailbox-in-time = 按时答复
home-page-mailbox-write = 写信
home-page-mailbox-look = 查询办理进度
home-page-mailbox-numbers = 统计
home-page-figures-source = 来源：
home-page-month = { $month } 月
home-page-calendar-empty = 近期没有安排。

## Column pages
column-page-unit = 内容保障单位：
column-page-feed = 订阅本栏目
column-page-neighbours = 相关栏目
column-page-list = 内容列表
column-page-policies = 文件列表
column-page-own = 最新内容
column-page-empty = 这个栏目还没有内容。
column-page-empty-next = 您可以看看相关栏目，或者用页面上方的搜索查找。

## Document pages
document-page-published = 发布时间：
document-page-updated = 更新时间：
document-page-source = 来源：
document-page-author = 责任编辑：
document-page-unit = 发布单位：
document-page-sizes = 字号
document-page-size-normal = 标准
document-page-size-large = 大
document-page-size-largest = 特大
document-page-print = 打印本页
document-page-read = 朗读
document-page-read-pause = 暂停朗读
document-page-read-resume = 继续朗读
document-page-read-stop = 停止朗读
document-page-qr = 本页网址的二维码
document-page-qr-hint = 用手机扫一扫，在手机上接着看，也可以转给别人。
document-page-changes = 本文发布后更新过 { $count } 次
document-page-change = 更新了{ $parts }
document-page-change-title = 标题
document-page-change-text = 正文
document-page-change-files = 附件
document-page-change-facts = 基本信息
document-page-attachment-look = 在线查看
document-page-attachment-look-which = “{ $name }”（新窗口）
document-page-attachments = 附件（{ $count } 个）
document-page-attachment-size = { $extension } 文件，{ $size }
document-page-tags = 关键词
document-page-reprint = 本文转载自{ $source }。
document-page-original = 查看原文
document-page-also-in = 本文同时发布在：
document-page-comma = 、
document-page-share = 本文网址
document-page-copy = 复制网址
document-page-copied = 网址已复制
document-page-neighbours = 上一篇和下一篇
document-page-previous = 上一篇
document-page-next = 下一篇
document-page-back = 返回“{ $column }”
document-page-related = 相关内容
document-page-explains = 解读的文件

## Policy pages
search-page-guides = 办事指南
policy-page-facts = 文件信息
policy-page-not-in-force = 本文件现状：{ $validity }
policy-page-replaced-by = 现行规定请看：
policy-page-number = （{ $number }）
policy-page-kept-for-reference = 原文保留供查阅，不再作为办事依据。
policy-page-replaces = 本文件施行后，下列文件同时停止执行
policy-page-related = 解读与相关文件
policy-page-catalogue = 政府信息公开目录
policy-page-catalogue-unit = { $name }公开目录

## Search
search-page-heading = 站内搜索
search-page-heading-for = “{ $query }”的搜索结果
search-page-count = 找到 { $total } 条结果
search-page-results = 搜索结果
search-page-to-filters = 筛选结果
search-page-sort = 结果排序
search-page-did-you-mean = 您是不是要找：
search-page-lapsed = 已略去 { $count } 件废止、失效的文件。
search-page-lapsed-show = 一并显示
search-page-relaxed = 没有同时包含所有词的内容，下面是包含其中一部分词的结果。
search-page-nothing = 没有找到相关内容
search-page-advice-words = 检查有没有错字，也可以换一种说法，例如“社保卡”和“社会保障卡”。
search-page-advice-shorter = 减少几个字，只留最要紧的词。
search-page-advice-filters = 取消筛选条件再试。
search-page-advice-map = 到网站地图里按栏目查找
search-page-advice-phone = 打电话问一问：
search-page-filters = 筛选结果
search-page-clear = 不限{ $label }
search-page-facet-count = { $count } 条
search-page-start = 输入事情的名称、文件的标题或者发文字号，例如“老年证”“供暖”。也可以从栏目进入：

## Error page
error-page-status = 提示代码 { $status }
error-page-next = 接下来可以这样做
error-page-reference = 编号：
error-page-reference-hint = 联系我们时请告诉工作人员这个编号，便于查明原因。

## Withdrawn documents
gone-page-label = 内容提示
gone-page-gone = 这篇内容已经撤下
gone-page-notice = 关于这篇内容的说明
gone-page-moved = 这篇内容换了地址
gone-page-withdrawn-at = 撤下时间：
gone-page-new-address = 前往新地址
gone-page-next = 您可以
gone-page-search = 搜索相关内容
gone-page-site-map = 查看网站地图
gone-page-home = 返回首页

## Units
unit-page-all = 机构与单位
unit-page-all-intro = 各单位的职责、联系电话和最新发布的内容。
unit-page-contact = 联系方式
unit-page-phone = 电话
unit-page-address = 地址
unit-page-no-contact = 暂未公布
unit-page-columns = 负责的栏目
unit-page-duties = 主要职责
unit-page-latest = 最新发布
unit-page-catalogue = 公开目录
unit-page-empty = 这个单位还没有发布内容。
unit-page-none = 还没有公布单位信息。

## Site map
site-map-page-heading = 网站地图
site-map-page-intro = 本网站的全部栏目、单位和子网站。
site-map-page-columns = 全部栏目
site-map-page-units = 机构与单位
site-map-page-about = 网站责任
site-map-page-sites = 子网站

## Feeds
feeds-page-heading = 订阅
feeds-page-intro = 把下面的地址添加到阅读软件，新内容发布后会自动收到。
feeds-page-none = 暂时没有可以订阅的内容。

## Open interface
api-page-begin = 怎么开始
api-page-begin-read = 读取公开内容不需要密钥，直接访问地址即可，每页的条数和翻页用参数说明。
api-page-begin-key = 写入内容需要密钥：由本单位向区电子政务办申请，系统管理员在管理台“接口密钥”中发放，一把密钥只有一种用途，最长一年。
api-page-begin-write = 密钥放在 Authorization 头里。每件事带上自己的编号，连接断了就原样再发一次，只算一件：
api-page-begin-poll = 每隔几分钟带着上次得到的 next_cursor 问一次，就能得到期间有变化的信件，不重复也不遗漏：
api-page-begin-errors = 出错时返回 RFC 9457 的 application/problem+json，说明错在哪里；Open311 按它自己的形式返回 code 和 description。
api-page-begin-example = 示例命令
api-page-version = 版本 { $version }
api-page-base = 根地址：
api-page-openapi = 下载 OpenAPI 文件
api-page-contents = 接口目录
api-page-parameters = 参数
api-page-required = 必填
api-page-example = 示例
api-page-answer = 返回示例

## Topics and closed columns
topic-page-archived = 本专题已于 { $day } 归档，内容保留供查阅，不再更新。
column-page-closed = 本栏目已于 { $day } 关闭，内容保留供查阅，不再更新。
column-page-closed-on = { $day } 归档
column-page-archived = 已归档

## The way out
leaving-page-title = 离开本站提示
leaving-page-heading = 您即将离开本站
leaving-page-lead = 下面的链接指向其他网站，内容由对方负责，不属于{ $name }。
leaving-page-hint = 在其他网站请留意网址，谨慎填写身份证号、银行卡号和密码。
leaving-page-on = 继续访问
leaving-page-back = 返回刚才的页面
leaving-page-kiosk = 自助终端不能打开其他网站，您可以记下网址，用自己的手机或电脑访问。
leaving-page-unknown = 这个地址不是本站页面上的链接，没有打开。请返回首页，或者搜索您要找的内容。

## Accessibility
accessibility-title = 无障碍说明
accessibility-intro = 本网站希望每个人都能看清、听懂、用得上。下面是可以使用的方式。
accessibility-views = 大字版、高对比和繁體
accessibility-views-words = 每个页面的顶部都可以切换，切换后各页面一直保持，再点一次恢复。不需要脚本。
accessibility-reading = 字号和朗读
accessibility-reading-words = 文章页面可以选择三种字号；点“朗读”由浏览器的语音逐段读出，正在读的段落有标记，可以暂停和停止。
accessibility-keyboard = 只用键盘
accessibility-keyboard-words = 按 Tab 键逐项移动，按回车键打开。每个页面最前面有“跳到正文”“跳到导航”“跳到搜索”三个链接，按 Tab 键就会出现。
accessibility-keys = 快捷键
accessibility-keys-words = 快捷键是单个按键，默认关闭，避免与语音输入和读屏软件冲突。需要时在这里开启，只对本设备有效；正在填写时不起作用。
accessibility-keys-on = 开启快捷键
accessibility-keys-off = 关闭快捷键
accessibility-keys-are-on = 快捷键已开启
accessibility-keys-are-off = 快捷键已关闭
accessibility-keys-close = 关闭
accessibility-key = 按键
accessibility-does = 作用
accessibility-key-list = 打开快捷键列表
accessibility-key-search = 到搜索框
accessibility-key-home = 回到首页
accessibility-key-mailbox = 到领导信箱
accessibility-key-read = 朗读文章，再按暂停或继续
accessibility-key-larger = 放大字号
accessibility-key-smaller = 缩小字号
accessibility-help = 遇到困难
accessibility-help-words = 有内容看不清、听不到或者用不了，请告诉我们，我们会改进，也会用别的方式为您办理。

## Kiosks
public-kiosk-asks = 您还在看吗？稍后将返回首页，填写的内容会清除。
public-kiosk-stay = 继续浏览

## The page of the design system
design-title = 设计规范
design-lead = 本网站页面用到的颜色、字号、间距和组件。这里的每个组件都由正式页面的模板生成，改了模板，这里随之改变。
design-colours = 颜色
design-colours-words = 每个网站只有一种主色，可选七种。主色对白色的对比度不低于 7:1，在浅底上不低于 4.5:1。
design-type = 字号
design-type-words = 标题用宋体类，正文用黑体类。字号随窗口和读者的选择变化，正文不小于 18 像素，行距不小于 1.75 倍。
design-type-sample = 未央区政府办公室 2026 年 11 月公告
design-grid = 栅格与间距
design-grid-words = 版心最宽 77 字，阅读区最宽 48 字。间距分八级。点击区域不小于 44 像素，大字版和自助终端更大。
design-banners-name = 应急提示示例
design-banners-words = 分四级，用颜色、文字和图形同时区分；不弹窗，不自动消失，由人或到时撤下。
design-buttons = 按钮和链接
design-buttons-words = 一个页面只有一个主要按钮。链接有下划线或放在列表里。
design-button = 主要按钮
design-link = 普通链接
design-tool = 工具按钮
design-badges = 标记和提示
design-badges-words = 颜色之外都有文字。
design-notice = 需要留意的事
design-notice-bad = 已经失效的内容
design-empty = 这里还没有内容。
design-empty-next = 空的地方说明原因，并给出下一步。
design-lists = 列表
design-lists-words = 标题列表、带摘要和图片的列表、政策列表、图片列表、翻页。
design-blocks = 首页版块
design-blocks-words = 首页和专题由这些版块组成，在管理台编排。
design-files = 附件
design-files-words = 下载前先说明类型和大小。
design-forms = 表单
design-forms-words = 标签在上，错误说明紧挨输入框，已填的内容不丢。
design-field = 姓名
design-field-wrong = 电话（填写有误时）
design-field-long = 内容
