/**
 * Folding: a copy of the printed text, equal in length per UTF-16 code unit, on which the grammar runs.
 * Full width becomes half width, traditional characters that the grammar's words need become simplified,
 * the many dashes and brackets become one of a kind. The printed text itself is never altered.
 * Source: Unicode NFKC compatibility mappings (UAX #15) restricted to single code units; the pairs of characters are
 * those of the general list of standard Chinese characters (通用规范汉字表, 2013, annex 1) that policy texts use.
 */
const TRADITIONAL =
  '廣广區区縣县鄉乡鎮镇國国與与爲为為为務务單单責责頭头牽牵領领導导門门間间開开關关發发將将時时長长業业產产産产會会議议記记紀纪錄录決决請请報报機机構构織织組组級级項项條条' +
  '點点線线網网絡络統统綜综合合經经濟济財财貨货貿贸資资質质費费貼贴貸贷購购賣卖買买價价債债償偿稅税' +
  '園园圖图團团圍围場场塊块壓压壩坝增增處处備备優优億亿傳传債债傾倾側侧僅仅價价儀仪儲储' +
  '黨党兒儿內内兩两冊册軍军農农馮冯凍冻劃划劑剂動动勞劳勢势勵励勳勋匯汇醫医協协衛卫廠厂歷历曆历厲厉' +
  '參参雙双變变葉叶號号員员問问啟启嚴严營营墾垦壇坛壯壮聲声夢梦奪夺獎奖婦妇學学寧宁實实審审寫写寬宽對对' +
  '導导屬属島岛嶺岭幣币帶带幫帮幹干庫库應应廢废廳厅強强彈弹歸归當当徑径從从復复徵征德德憂忧憲宪懸悬戰战戲戏戶户' +
  '撥拨擇择擔担據据擠挤擴扩擁拥攜携攝摄數数敵敌斷断舊旧時时晝昼曉晓術术機机權权極极樣样標标樓楼樹树橋桥檔档檢检' +
  '歲岁殘残氣气決决沒没淨净減减溝沟滅灭滿满漁渔潔洁潛潜濕湿災灾煉炼爭争牆墙獨独獲获獻献環环現现畝亩畢毕' +
  '療疗監监盤盘眾众確确碼码礎础禮礼種种稱称穩稳穀谷窮穷競竞筆笔節节築筑簡简簽签糧粮約约紅红納纳純纯紙纸' +
  '紛纷細细終终給给絕绝維维綱纲緊紧緒绪編编緩缓練练縮缩總总績绩織织繼继續续纜缆羅罗義义習习聯联職职聽听肅肃' +
  '腦脑膽胆臨临興兴舉举艙舱艦舰蘇苏藝艺藥药蓋盖虛虚蟲虫術术補补裝装製制複复見见規规視视覽览觀观計计訂订訓训討讨' +
  '設设許许訴诉診诊證证評评詢询試试話话該该詳详認认誤误説说說说課课調调談谈論论諮咨謀谋證证識识譯译護护讓让' +
  '豐丰負负貧贫貫贯賽赛贊赞趕赶趨趋跡迹躍跃車车軌轨軟软軸轴較较載载輔辅輕轻輛辆輸输轄辖轉转辦办辭辞邊边' +
  '達达過过運运還还進进遠远違违遞递遷迁選选遺遗鄰邻醫医釋释針针鐵铁鋼钢銀银鋪铺鎖锁鏈链鑒鉴錢钱錯错關关' +
  '陽阳陰阴隊队階阶際际隨随險险隱隐難难雲云電电靈灵靜静韓韩響响頁页順顺須须預预頒颁頓顿頗颇題题類类顯显風风' +
  '飛飞養养餐餐館馆駐驻駕驾驅驱驗验體体髮发鬥斗魚鱼鮮鲜鹽盐麗丽齊齐齡龄龍龙滙汇衆众羣群裏里裡里綫线佈布週周佔占淸清畫画' +
  '韶韶貴贵鄭郑陝陕瀋沈遼辽滬沪瀾澜灣湾無无讀读愛爱執执彙汇達达責责額额幅幅規规區区' +
  '個个萬万們们這这來来後后則则東东爾尔倫伦勝胜卻却吳吴嗎吗喬乔圓圆堅坚墻墙墊垫壘垒夾夹妝妆孫孙宮宫專专尋寻層层幾几廟庙異异彌弥徹彻恆恒悅悦惡恶慶庆憑凭懷怀戀恋掃扫揚扬換换損损搖摇撫抚撐撑擊击擋挡擬拟擺摆攔拦攤摊敘叙斃毙暢畅楊杨構构槍枪櫃柜歐欧歡欢殼壳毀毁滾滚滯滞漢汉潤润澤泽濃浓瀉泻煙烟熱热爐炉牘牍狀状瑪玛瑣琐甌瓯疊叠癥症皺皱盜盗盡尽矯矫碩硕礦矿祿禄積积穎颖穫获竊窃範范籌筹糾纠紡纺紮扎紹绍結结絲丝綠绿緣缘縱纵繪绘繫系纖纤罰罚罷罢翹翘聰聪脅胁脈脉脫脱' +
  '腫肿舖铺艷艳莊庄莖茎華华菸烟著着葦苇蔣蒋蔥葱薦荐藍蓝蘭兰蝦虾螞蚂衝冲襲袭襯衬覓觅覺觉觸触詞词詐诈詠咏誠诚語语誼谊諒谅諾诺謂谓謝谢謹谨譜谱譽誉豎竖貢贡貪贪賀贺賄贿賓宾賠赔賦赋賴赖趙赵軒轩輩辈輯辑輪轮轎轿迴回逕径連连遊游遙遥適适遲迟鄒邹鄧邓醬酱釀酿鈣钙鈔钞鉛铅銅铜銘铭鋁铝鋒锋鋸锯錦锦鍋锅鍵键鎊镑鏡镜鐘钟鑄铸鑰钥閃闪閉闭閒闲閱阅闊阔闡阐陣阵陸陆隸隶雖虽雜杂雞鸡離离霧雾韌韧頂顶頌颂頻频顆颗願愿顧顾飄飘飯饭飲饮飾饰餘余駛驶騎骑騙骗騰腾驚惊驛驿鬧闹鳳凤鴻鸿黃黄';

const QUOTES = '「“」”『‘』’﹁“﹂”';

const PUNCTUATION =
  '〔[〕]【[】]〖[〗]﹝[﹞]' +
  '—-–-―-─-━-－-‐-‑-‒-−-〜~～~∼~' +
  '•·●·■·◆·▲·★·○零◎·□·◇·※·►·▪·⚫·' +
  '〇零∶:︰:．.﹒.｡。﹑、､、';

function pairs(list: string): Map<number, number> {
  const map = new Map<number, number>();
  for (let i = 0; i + 1 < list.length; i += 2) map.set(list.charCodeAt(i), list.charCodeAt(i + 1));
  return map;
}

const MAPPED = new Uint16Array(65536);
const CHANGES = new Uint8Array(65536);
function prepare(): void {
  for (let code = 0; code < 65536; code++) MAPPED[code] = code;
  for (let code = 0xff01; code <= 0xff5e; code++) MAPPED[code] = code - 0xfee0;
  for (const code of [0x3000, 0xa0, 0x2002, 0x2003, 0x2009, 0x202f, 0x09]) MAPPED[code] = 0x20;
  for (const list of [TRADITIONAL, QUOTES, PUNCTUATION]) for (const [from, to] of pairs(list)) MAPPED[from] = to;
  for (let code = 0; code < 65536; code++) CHANGES[code] = MAPPED[code] === code ? 0 : 1;
}
prepare();

/** Code units turned per call of `fromCharCode`: large enough to be quick, small enough for the stack. */
const CHUNK = 8192;

/** The folded copy; same length as `text`, so that every offset holds in both. O(n), never throws. */
export function fold(text: string): string {
  const parts: string[] = [];
  const units: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    units.push(MAPPED[code] ?? code);
    if (units.length === CHUNK) {
      parts.push(String.fromCharCode(...units));
      units.length = 0;
    }
  }
  if (units.length > 0) parts.push(String.fromCharCode(...units));
  return parts.join('');
}

const CHINESE_DIGITS: ReadonlyMap<string, number> = new Map(
  Array.from('零一二三四五六七八九', (sign, value): [string, number] => [sign, value]).concat([
    ['〇', 0],
    ['两', 2],
  ]),
);

/** The value of a Chinese numeral up to 9999 (十一 → 11, 二〇 → 20, 一百零五 → 105), null for anything else. O(n). */
export function chineseNumber(text: string): number | null {
  if (text === '') return null;
  if (!/[十百千]/.test(text)) {
    let value = 0;
    for (const sign of text) {
      const digit = CHINESE_DIGITS.get(sign);
      if (digit === undefined) return null;
      value = value * 10 + digit;
    }
    return value;
  }
  let total = 0;
  let digit = 0;
  let seen = false;
  for (const sign of text) {
    const scale = sign === '十' ? 10 : sign === '百' ? 100 : sign === '千' ? 1000 : 0;
    if (scale > 0) {
      total += (seen ? digit : 1) * scale;
      digit = 0;
      seen = false;
      continue;
    }
    const value = CHINESE_DIGITS.get(sign);
    if (value === undefined) return null;
    digit = value;
    seen = value !== 0;
  }
  return total + digit;
}
