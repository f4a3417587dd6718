# The media library.

## The list
media-title = 媒体库
media-lead = 图片、视频、音频和文件都收在这里，各单位可以反复使用。稿件公开后，其中用到的资料才会公开。
media-query = 名称、文件名或替代文字
media-new = 上传资料
media-none = 没有符合条件的资料。
media-kind = 类型
media-kind-all = 全部类型
media-kind-image = 图片
media-kind-video = 视频
media-kind-audio = 音频
media-kind-file = 文件
media-unit = 单位
media-unit-all = 全部单位
media-folder = 文件夹
media-folder-all = 全部文件夹
media-state = 状态
media-state-all = 在用和未用
media-state-unused = 没有稿件使用
media-state-trashed = 回收站
media-used = { $count } 篇稿件使用
media-unused = 没有稿件使用
media-unused-long = 还没有稿件使用这份资料。
media-needs-alt = 缺替代文字
media-back = 返回这份资料

## Uploading
media-files = 选择文件
media-files-hint = 可一次选多个，合计不超过 { $limit } MB。图片会去掉拍摄地点等隐藏信息，并自动生成各种尺寸；动图只保留第一帧。
media-folder-hint = 输入名称；没有同名文件夹时会新建。
media-alt = 替代文字
media-alt-hint = 写图片里有什么，读屏用户会听到；纯装饰的图片可以留空。
media-alt-hint-many = 写图片里有什么，读屏用户会听到；一次上传多张时，可以上传后逐张填写。
media-upload = 上传
media-added = { $count ->
    [1] 已收入媒体库。
   *[other] 已收入 { $count } 份资料。
}
media-some-added = 已收入 { $count } 份资料，其余没有收入
media-unit-missing = 请选择您有权编辑的单位。
media-files-missing = 请选择要上传的文件。已填的内容都在。
media-too-long = 最多 { $limit } 个字。
media-name-missing = 请填写名称。
media-focal-wrong = 请填写 0 到 100 之间的整数。
media-refused-pixels = “{ $name }”有 { $width }×{ $height } 像素，超过五千万像素的上限，没有收入。请缩小后再上传。
media-refused-broken = “{ $name }”不是完整的图片，没有收入。请用看图软件打开，另存后再上传。
media-refused-infected = “{ $name }”被查出病毒，没有收入。请联系本单位的信息安全人员。
media-refused-scanner-away = 病毒扫描服务暂时没有响应，“{ $name }”没有收入。请过几分钟再上传；若仍不行，请联系运行维护人员。

## One item
media-open = 打开原件
media-look = 预览
media-no-look = 这类文件不能在此预览，请打开原件查看。
media-crops = 各种裁切
media-name = 名称
media-focal = 视觉焦点
media-focal-hint = 裁切时会保留焦点附近。可在图上点选，也可填写百分比。
media-focal-x = 距左边（%）
media-focal-y = 距上边（%）
media-save = 保存
media-changed = 已保存。
media-public = 已公开
media-not-public = 未公开
media-uses = 使用它的稿件
media-use-elsewhere = 其他单位的稿件
media-use-live = 公开稿
media-use-draft = 编辑稿
media-address = 地址
media-address-hint = 写进正文的地址；更换文件后地址不变。

media-trash = 移入回收站
media-trash-confirm = 移入回收站后，编辑时不再能选用它；随时可以恢复。
media-trashed = { $count ->
    [1] 已移入回收站，可在媒体库按“回收站”筛选后恢复。
   *[other] 已将 { $count } 份资料移入回收站。
}
media-trashed-some = 已将 { $count } 份资料移入回收站；{ $left } 份正在使用或不归您管理，没有移动。
media-clean-none = 没有勾选任何资料，什么都没有变。
media-restore = 恢复
media-restored = 已恢复。
media-versions = 版本
media-version = 第 { $number } 版
media-version-current = 现用
media-version-waiting = 等待启用
media-version-former = 旧版
media-version-waits = 新版本已收到。这份资料正在公开，要由另一位有发布权限的人启用后才会更换。
media-accept = 启用这一版
media-replaced = 已更换，地址不变。
media-replace = 更换文件
media-replace-hint = 地址不变，使用它的稿件会显示新内容；旧版留在这里。
media-replace-hint-public = 这份资料正在公开：新版本要由另一位有发布权限的人启用后才会更换。
media-replace-note = 更换原因
media-replace-submit = 更换

## Inside the editor
media-picker-list = 媒体库资料
media-picker-none = 没有符合的资料。可先到“媒体库”上传，再回来插入；正在写的稿件会自动保存。

## Refusals
media-refused-used = 有稿件正在使用这份资料，不能移入回收站。
media-refused-used-next = 资料没有变动。请先在稿件中去掉它，再移入回收站。
media-refused-trashed = 这份资料在回收站里，不能修改。
media-refused-trashed-next = 请先恢复，再修改。
media-refused-other-kind = 新文件与原来的类型不同，没有更换。
media-refused-other-kind-next = 图片换图片、视频换视频；不同类型请作为新资料上传。
media-refused-public = 公众正在看这份资料，需要有发布权限的人来改。
media-refused-public-next = 资料没有变动。请联系本单位或区政府办公室的发布人员。
media-refused-own-version = 自己上传的新版本，要由另一位有发布权限的人启用。
media-refused-own-version-next = 新版本还在，等待启用。
media-refused-nothing-waits = 这个版本已经启用，或已不在等待。
media-refused-nothing-waits-next = 请返回查看现在的版本。

## Ranges, for players
media-range-many = 一次只能请求文件的一段。
media-range-outside = 请求的范围超出了文件。
media-range-next = 请重新播放，或下载整个文件。
