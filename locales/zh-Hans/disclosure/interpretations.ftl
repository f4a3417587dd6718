# 政策解读（第二十条、第二十一条）
interpretation-kind = 政策解读
interpretation-explains = 解读的文件
    .hint = 填写被解读文件的编号；在文件页点“撰写解读”会自动填好。多份文件用分号隔开。
interpretation-form = 解读形式
interpretation-interpreter = 解读人
interpretation-form-text = 文字解读
interpretation-form-infographic = 图解
interpretation-form-audio = 音频
interpretation-form-video = 视频
interpretation-form-animation = 动漫
interpretation-form-questions = 问答
interpretation-form-press-conference = 新闻发布会
