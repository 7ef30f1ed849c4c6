import type { SeededRandom } from '../../tests/soak/seeded-random'

/** The words of everyday English prose, the most frequent first. */
const COMMON = `the to and of a in is it you that for on with this as are be or can have not if your by at from an will use
when one which so but all we has they more was would there what about their other some how these into than out its only
each up also get time then like new do any may make because no them most our just should first two way over between need
work different used after many using see where such same through even both very does point set good data part code while
people under without name another much value before change long high state small line end day case right often start
result could might less text still look call order number thing form place know think water model energy example system
process memory function error file list type answer question table server request test page write read light heat force
field world year history language letter sound music city river moon ocean tide wind mountain garden bread coffee animal
bird plant tree cell gene protein planet star orbit atom wave signal theory proof market price trade law right nation
user window button key cache thread queue event stream buffer token index query branch merge commit release version
module package import export class object string array loop variable pointer stack heap node graph edge path root leaf`
  .split(/\s+/)

const CHINESE = `的 了 是 在 我们 可以 一个 这个 不 和 有 就 也 会 如果 因为 所以 但是 需要 使用 问题 时间 数据 方法 函数 模型 代码
文件 系统 运行 结果 返回 变量 参数 错误 测试 网络 请求 服务器 内存 线程 缓存 索引 搜索 历史 对话 回答 提问 语言 文字 中文 英文 世界 城市 河流
月球 潮汐 引力 海水 地球 太阳 植物 动物 细胞 能量 温度 压力 速度 距离 方向 音乐 绘画 小说 诗歌 春天 夏天 秋天 冬天 早晨 夜晚 朋友 家庭 学校
老师 学生 工作 公司 市场 价格 法律 国家 经济 文化 技术 设计 产品 用户 界面 按钮 窗口 颜色 字体 图片 声音 视频 电影 旅行 火车 飞机 饭店
咖啡 面包 水果 蔬菜 米饭 茶叶 健康 运动 睡眠 医生 药物 研究 理论 实验 证明 数学 几何 概率 统计 量子 神经 网页 算法 递归 排序 链表 队列
解释 比较 说明 首先 其次 最后 例如 通常 另外 注意 建议 优点 缺点 步骤 原因 影响 关系 区别 意思 简单 复杂 重要 常见 不同 相同 非常 比较`
  .split(/\s+/)

const IDENTIFIERS = `foo_bar user_id max_len read_file parseQuery getElementById onClick useState toString console.log
process.env self.value Math.max std::vector ptr->next map.get() i++ n-- a->b x => y !== === && || += != :: .env .gitignore
package.json main.ts index.html #include #define C++ C# F# node_modules async await const let return if else for while import
export function class def lambda None null undefined true false 0x1f 3.14 HTTP/2 utf-8 GPT-4 GPT模型 localhost:8080`
  .split(/\s+/)

const SYLLABLES = 'ka lo mi ter ran sol ven du pra qui nor est al be cor fi gra hu in jo lu mon ne or pel ri sta tu vi xen zo'.split(' ')

const RARE_WORDS = 60_000
const TABLE = 65_536

/** Words of one kind, drawn as often as their rank says (Zipf's law). */
export class WordSource {
  readonly #table: readonly string[]

  constructor(words: readonly string[], exponent = 1) {
    const weights = words.map((_, rank) => 1 / (rank + 2.7) ** exponent)
    const sum = weights.reduce((total, weight) => total + weight, 0)
    const table: string[] = []
    let due = 0
    for (const [at, word] of words.entries()) {
      due += ((weights[at] ?? 0) / sum) * TABLE
      while (table.length < due && table.length < TABLE) table.push(word)
    }
    this.#table = table
  }

  next(random: SeededRandom): string {
    return this.#table[Math.floor(random.next() * this.#table.length)] ?? ''
  }
}

export const ENGLISH = new WordSource(COMMON)
export const HAN = new WordSource(CHINESE, 0.8)
export const CODE = new WordSource(IDENTIFIERS, 0.6)

/** A word that few messages have: names, terms, numbers. */
export function rareWord(random: SeededRandom): string {
  const number = Math.floor(random.next() ** 2 * RARE_WORDS)
  const syllable = (at: number): string => SYLLABLES[Math.floor(number / 32 ** at) % 32] ?? ''
  return `${syllable(0)}${syllable(1)}${syllable(2)}${number % 3 === 0 ? 'n' : ''}`
}
