/**
 * Short forms that offices use in speech and in tables, by the words of the full name that they stand for. Only those that
 * are no part of the full name; 生态环境 for 生态环境局 needs no entry. Basis: the names of departments after the institutional
 * reforms of 2018 and 2023 (党和国家机构改革方案), each with its customary contraction; the register's own aliases come first.
 */
export const shortNames: Readonly<Record<string, readonly string[]>> = {
  发改: ['发展和改革', '发展改革'],
  改革发展: ['发展和改革', '发展改革'],
  工信: ['工业和信息化'],
  政数: ['数据和政务服务', '政务服务和数据', '政务和数据', '政务服务数据'],
  数政: ['数据和政务服务', '政务服务和数据', '政务和数据', '政务服务数据'],
  数据: ['数据和政务服务', '政务服务和数据'],
  政务服务: ['数据和政务服务', '政务服务和数据'],
  营商: ['营商环境'],
  人社: ['人力资源和社会保障', '人力资源社会保障'],
  自规: ['自然资源和规划'],
  资规: ['自然资源和规划'],
  住建: ['住房和城乡建设', '住房城乡建设'],
  城管: ['城市管理', '城市综合管理'],
  交运: ['交通运输'],
  农业: ['农业农村'],
  文旅: ['文化广电和旅游', '文化和旅游', '文化旅游'],
  文广旅: ['文化广电和旅游'],
  卫健: ['卫生健康'],
  退役: ['退役军人事务'],
  应急: ['应急管理'],
  市监: ['市场监督管理'],
  市场监管: ['市场监督管理'],
  医保: ['医疗保障'],
  金融: ['金融工作', '地方金融', '金融监督管理'],
  国资: ['国有资产监督管理'],
  审批: ['行政审批'],
  科技: ['科学技术'],
  林草: ['林业和草原'],
  粮储: ['粮食和物资储备'],
  环保: ['生态环境'],
  协同办: ['协同发展'],
};
