// How a dossier is shown on the page of document.js: everything that its reader may see, in the words of the office.
"use strict";
const colours = { green: "còn hạn", yellow: "sắp đến hạn", red: "quá hạn" };
const judgements = { early: "trước hạn", in_time: "đúng hạn", late: "quá hạn", untimed: "không tính hạn" };
const channels = { counter: "trực tiếp", online: "trực tuyến", post: "bưu chính công ích" };
const ways = { counter: "nhận trực tiếp tại nơi tiếp nhận", post: "qua dịch vụ bưu chính công ích", electronic: "bản điện tử" };
const kinds = { granted: "được giải quyết", not_eligible: "không đủ điều kiện" };
const forms = { original: "bản chính", copy: "bản sao", electronic: "bản điện tử" };
const causes = { rested: "đã tạm dừng tính hạn", restarted: "tính lại từ đầu", extended: "gia hạn", recounted: "lịch làm việc thay đổi" };
const happened = {
  dossier_registered: "Nhập hồ sơ", dossier_accepted: "Tiếp nhận", supplement_requested: "Yêu cầu bổ sung",
  dossier_supplied: "Nhận bổ sung", dossier_refused: "Từ chối tiếp nhận", procedure_set: "Xác định thủ tục",
  step_entered: "Chuyển bước", officer_assigned: "Phân công", consulted: "Lấy ý kiến", consultation_answered: "Trả lời ý kiến",
  consultation_closed: "Rút lượt lấy ý kiến", payment_requested: "Yêu cầu nộp phí, lệ phí", payment_recorded: "Ghi nhận nộp phí, lệ phí",
  dossier_extended: "Xin lỗi và gia hạn", dossier_withdrawn: "Rút hồ sơ", dossier_stopped: "Dừng giải quyết",
  dossier_resumed: "Tiếp tục giải quyết", outcome_set: "Ghi kết quả", dossier_done: "Xử lý xong",
  result_taken_in: "Nhận kết quả về bộ phận một cửa", result_returned: "Trả kết quả", result_uncollected: "Ghi nhận chưa nhận kết quả",
  result_came_back: "Bưu gửi bị trả lại", result_corrected: "Đính chính kết quả",
  contact_corrected: "Sửa thông tin liên hệ", commented: "Trao đổi", files_attached: "Đính kèm tệp", reminded: "Đôn đốc",
  rated: "Đánh giá", handed_over: "Bàn giao", dates_recounted: "Tính lại hạn",
  dossier_forwarded: "Chuyển cơ quan có thẩm quyền", relayed: "Gửi đến cơ quan giải quyết",
  relay_heard: "Đã thực hiện theo nơi tiếp nhận", standing_told: "Cơ quan giải quyết báo tình trạng",
  not_taken: "Cơ quan giải quyết không nhận",
};
const states = {
  accepted: "đã tiếp nhận", processing: "đang xử lý", awaiting_supplement: "chờ bổ sung",
  awaiting_payment: "chờ thực hiện nghĩa vụ tài chính", withdrawn: "đã rút", stopped: "dừng giải quyết", done: "đã xử lý xong",
  returned: "đã trả kết quả",
};
const anew = { corrected: "Đính chính", came_back: "Bưu gửi bị trả lại" };
const money = (amount) => `${amount.toLocaleString("vi-VN")} đồng`;
const done = (by) => !by ? "" : by.substitute ? `${by.substitute.name} (thay ${by.name})` : by.name;

function party(one) {
  if (!one) return "";
  const parts = [one.name, one.id_number && `số ${one.id_number}`, one.address, one.phone && `điện thoại ${one.phone}`, one.email];
  return parts.filter(Boolean).join(", ");
}

// A date, how near it is in words, and the first one where it has moved.
function until(clock) {
  if (!clock) return "";
  const rests = clock.rests_since && `tạm dừng tính hạn từ ${time(clock.rests_since)}`;
  const near = rests || (clock.overdue ? colours.red : colours[clock.colour]);
  const first = clock.due_original !== clock.due_current && `hạn ban đầu ${time(clock.due_original)}`;
  return [time(clock.due_current), near, first].filter(Boolean).join("; ");
}

// What is waited for, of whom, and until when.
function awaited(doc) {
  const lines = [];
  if (doc.missing) lines.push(["Chờ bổ sung", asked(doc.missing)]);
  for (const one of doc.charges) {
    const paid = one.payment && `đã nộp ${time(one.payment.at)}, biên lai ${one.payment.receipt}`;
    lines.push(["Phí, lệ phí", `${one.name}: ${money(one.amount)}, ${paid || "chưa nộp"}`]);
  }
  if (doc.state === "awaiting_payment" && doc.citizen_until) lines.push(["Chờ nộp đến", time(doc.citizen_until)]);
  for (const one of doc.consultations) {
    const of = one.agency || held(one.holder);
    const answer = one.answer ? `${one.answer.text} (${done(one.answer.by)}, ${time(one.answer.at)})`
      : one.open ? `chờ đến ${time(one.due)}${one.late ? ", quá hạn" : ""}` : "đã rút";
    lines.push(["Lấy ý kiến", `${of}: ${one.question} – ${answer}`]);
  }
  return lines;
}

// What is asked of the citizen, in words and until when.
const asked = (one) => `${one.missing.map((what) => what.what).join("; ")}. ${one.reason} (chờ đến ${time(one.until)})`;

// How it stands at the agency that handles it, and what is on its way there.
function elsewhere(link) {
  if (!link) return [];
  const { agency, standing: there, waits, not_taken: refused, at_desk: came } = link;
  const lines = [["Cơ quan giải quyết", agency && agency.name], ["Chuyển đi lúc", time(link.since)]];
  if (!there) lines.push(["Tình trạng tại đó", "đang chuyển đến"]);
  if (there) {
    lines.push(["Tình trạng tại đó", `${link.state_text}, từ ${time(there.since)}`], ["Bước tại đó", there.step]);
    const rests = there.rests_since && `tạm dừng tính hạn từ ${time(there.rests_since)}`;
    lines.push(["Hạn tại đó", there.due && [time(there.due), rests].filter(Boolean).join("; ")]);
    if (there.wanted) lines.push(["Chờ bổ sung", asked(there.wanted)]);
    if (there.pay_by) lines.push(["Chờ nộp đến", time(there.pay_by)]);
    if (there.apology) lines.push(["Xin lỗi và gia hạn", `${there.apology.reason} (đến ${time(there.apology.to)})`]);
    if (there.result) lines.push(["Kết quả", [kinds[there.result], judgements[there.judgement]].filter(Boolean).join(", ")]);
    if (there.anew) lines.push([anew[there.anew.because], `${there.anew.reason} (${time(there.anew.at)})`]);
    if (there.ended) lines.push(["Lý do", [there.ended.reason, there.ended.basis, there.ended.money].filter(Boolean).join("; ")]);
    if (there.returned_at) lines.push(["Trả kết quả", [time(there.returned_at), ways[there.returned_by]].filter(Boolean).join(", ")]);
  }
  if (came) lines.push(["Kết quả về đến nơi tiếp nhận", time(came)]);
  if (waits) lines.push(["Đang chờ phản hồi", `${waits.text}, ${time(waits.at)}`]);
  if (refused) lines.push(["Không được nhận", `${refused.text}: ${refused.why.vi} (${time(refused.at)})`]);
  return lines;
}

// How it was done, handed out, or ended without a result.
function ended(doc) {
  const lines = [];
  if (doc.outcome) {
    const { kind, written, dated, note } = doc.outcome;
    lines.push(["Kết quả", [kinds[kind], written, day(dated), note].filter(Boolean).join(", ")]);
  }
  if (doc.completion) {
    lines.push(["Xử lý xong", `${time(doc.completion.at)}, ${judgements[doc.completion.judgement]}`]);
    for (const one of doc.completion.earlier || []) {
      const what = one.outcome ? ["Đính chính", one.outcome.written || kinds[one.outcome.kind]] : ["Bưu gửi bị trả lại", one.handing.to];
      lines.push([what[0], `${what[1]}: ${one.reason} (${done(one.by)}, ${time(one.at)})`]);
    }
  }
  if (doc.handing) {
    const { at: when, to, way, note } = doc.handing;
    lines.push(["Trả kết quả", [`${time(when)}, ${to}`, ways[way], note].filter(Boolean).join(", ")]);
  }
  if (doc.end) lines.push(["Lý do", [doc.end.reason, doc.end.basis, doc.end.money].filter(Boolean).join("; ")]);
  return lines;
}

function dossier(doc) {
  at("who").textContent = "Các bước đã qua";
  for (const one of doc.walked) {
    const from = `${time(one.since)} – ${time(one.until)}`;
    line(at("assignments"), one.name, one.officer ? one.officer.name : held(one.desk), from, judgements[one.judgement], one.outcome || "");
  }
  if (!doc.walked.length) line(at("assignments"), "Chưa qua bước nào");
  const { acceptance, step } = doc;
  const moves = acceptance && acceptance.clock ? acceptance.clock.due_history : [];
  return [
    ["Trạng thái", doc.state_text], ["Đang ở", held(doc.desk)],
    ["Bước", step && [step.name, step.officer && `người giải quyết: ${step.officer.name}`].filter(Boolean).join(", ")],
    ["Hạn của bước này", step && until(step.clock)], ["Nội dung chuyển", step && (step.returned || step.note)],
    ["Hẹn trả kết quả", acceptance && until(acceptance.clock)],
    ...moves.map((one) => ["Đổi hạn", `${time(one.from)} → ${time(one.to)}: ${causes[one.cause] || one.cause}`]),
    ["Mã hồ sơ", doc.code], ["Thủ tục", doc.procedure ? `${doc.procedure.name} (${doc.procedure.code})` : "chưa xác định"],
    ["Nội dung yêu cầu", doc.request], ["Chủ hồ sơ", party(doc.owner)], ["Người nộp", party(doc.submitter)],
    ["Nộp", `${channels[doc.channel]}, ${time(doc.filed_at)}`], ["Tiếp nhận", acceptance && `${time(acceptance.at)}, ${done(acceptance.by)}`],
    ["Nơi tiếp nhận", doc.origin && doc.origin.name], ["Nhận kết quả", ways[doc.return_way]],
    ...elsewhere(doc.link),
    ...awaited(doc), ...ended(doc),
    ...doc.components.map((one) => ["Thành phần", `${one.name}: ${one.count} ${forms[one.form] || one.form}${one.note ? `, ${one.note}` : ""}`]),
  ];
}

// Every file of it, each once.
function filesOfDossier(doc) {
  const answers = doc.consultations.flatMap((one) => one.answer ? one.answer.files : []);
  const before = doc.completion ? (doc.completion.earlier || []).flatMap((one) => one.outcome ? one.outcome.files : []) : [];
  const all = [...before, ...doc.components.flatMap((one) => one.files), ...doc.attached, ...answers, ...(doc.outcome ? doc.outcome.files : [])];
  return [...new Map(all.map((file) => [file.id, file])).values()];
}

// What happened to it, the first first; a page at a time, as the API gives it.
async function history(doc, token) {
  let cursor = null;
  do {
    const more = cursor ? `?cursor=${encodeURIComponent(cursor)}` : "";
    const page = await (await ask(`/api/v1/dossiers/${doc.id}/history${more}`, token)).json();
    for (const one of page.items) {
      const { facts } = one;
      const told = (facts.standing && states[facts.standing.state]) || (facts.why && facts.why.vi);
      const words = told || facts.text || facts.reason || facts.note || (facts.end && facts.end.reason) || (facts.run && facts.run.name) || "";
      const who = done(one.by) || (one.by_system ? one.by_system.name : "Hệ thống");
      line(at("events"), time(one.at), happened[one.event] || one.event, who, words);
    }
    cursor = page.next_cursor;
  } while (cursor);
  at("history").hidden = false;
}
