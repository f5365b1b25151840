// Signs in and shows one document, or one dossier (dossier.js). The token stays in this page's memory and is gone with it.
"use strict";
const id = location.pathname.split("/").filter(Boolean).pop();
const at = (name) => document.getElementById(name);
const roles = { primary: "Chủ trì", supporting: "Phối hợp", informed: "Để biết", monitor: "Theo dõi" };
const standing = {
  open: "chưa nhận", accepted: "đã nhận", submitted: "đã trình kết quả", done: "xong",
  given_back: "chuyển trả", withdrawn: "đã rút",
};
const time = (text) => text ? new Date(text).toLocaleString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh" }) : "";
// A day such as 2026-01-05 as an office writes it: 05/01/2026.
const day = (text) => text ? text.split("-").reverse().join("/") : "";
const two = (number) => String(number).padStart(2, "0");
const size = (bytes) => bytes < 1024 ? `${bytes} byte` : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB`
  : `${(bytes / 1048576).toLocaleString("vi-VN", { maximumFractionDigits: 1 })} MB`;

async function ask(path, token, body) {
  const headers = { "Accept-Language": "vi", "Accept": "application/json" };
  if (token) headers.Authorization = "Bearer " + token;
  if (body) headers["Content-Type"] = "application/json";
  const answer = await fetch(path, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    // From here on the form asks for it.
    if (problem.code === "second_factor_needed") at("code").hidden = false;
    throw Object.assign(new Error(problem.detail || problem.title || String(answer.status)), { status: answer.status });
  }
  return answer;
}

function line(table, ...cells) {
  const row = table.insertRow();
  for (const [n, text] of cells.entries()) {
    const cell = document.createElement(n === 0 ? "th" : "td");
    cell.textContent = text;
    row.append(cell);
  }
}

// Who is away is named with whoever stands in.
function held(holder) {
  if (!holder) return "–";
  if (!holder.away) return holder.name;
  const { person, substitute } = holder.away;
  const who = holder.kind === "person" ? "đang vắng mặt" : `${person.name} đang vắng mặt`;
  return `${holder.name} (${who}, ${substitute.name} làm thay)`;
}

function incoming(doc) {
  const arrival = doc.entry ? `${two(doc.entry.number)}/${doc.entry.year}, ${doc.entry.register_name}` : "chưa vào sổ";
  const written = [doc.facts.number, doc.facts.notation].filter(Boolean).join("/");
  for (const a of doc.assignments) {
    const due = a.due ? "hạn " + time(a.due) : "";
    line(at("assignments"), roles[a.role] || a.role, held(a.holder), a.instruction || "", due, standing[a.status] || a.status);
  }
  return [
    ["Trạng thái", doc.state_text], ["Đang ở", held(doc.holder)], ["Số đến", arrival],
    ["Tác giả", doc.facts.author], ["Số, ký hiệu", written], ["Ngày văn bản", day(doc.facts.issued_on)],
    ["Trích yếu", doc.facts.subject], ["Ngày đến", time(doc.facts.received_at)],
  ];
}

function outgoing(doc) {
  const purposes = { to_act: "để thực hiện", to_report: "để báo cáo", to_know: "để biết" };
  at("who").textContent = "Nơi nhận";
  for (const to of doc.content.recipients) line(at("assignments"), to.name, purposes[to.purpose] || "", `${to.copies} bản`);
  if (!doc.content.recipients.length) line(at("assignments"), "Chưa có nơi nhận");
  const end = doc.returned || doc.end;
  return [
    ["Trạng thái", doc.state_text], ["Đang ở", held(doc.holder)], ["Số, ký hiệu", doc.line ? doc.line.written : doc.layout.number],
    ["Ngày văn bản", day(doc.line && doc.line.issued_on)], ["Trích yếu", doc.content.subject],
    ["Đơn vị soạn thảo", doc.content.department_name], ["Người soạn thảo", doc.drafter.name],
    ["Người ký", (doc.signature ? doc.signature.signer : doc.content.signer || {}).name],
    ["Hạn của bước này", time(doc.step_due)], ["Lý do", end && `${end.reason} (${end.by.name})`],
    ...doc.findings.map((found) => [found.blocks ? "Phải sửa" : "Cần xem", found.text]),
  ];
}

const sides = {
  incoming: { title: "Văn bản đến", facts: incoming, files: (doc) => doc.files },
  outgoing: { title: "Văn bản đi", facts: outgoing, files: (doc) => [...doc.content.files, ...doc.signed_files] },
  dossier: { title: "Hồ sơ thủ tục hành chính", facts: dossier, files: filesOfDossier },
};

async function show({ side, doc }, token) {
  const { title, facts, files: filesOf } = sides[side];
  at("direction").textContent = document.title = title;
  for (const [name, value] of facts(doc)) if (value) line(at("facts"), name, value);
  const files = filesOf(doc);
  for (const file of files) {
    const link = document.createElement("a");
    link.href = "#";
    link.textContent = `${file.name} (${size(file.size)})`;
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      const content = await (await ask("/api/v1/files/" + file.id, token)).blob();
      const save = document.createElement("a");
      save.href = URL.createObjectURL(content);
      save.download = file.name;
      save.click();
      URL.revokeObjectURL(save.href);
    });
    const row = document.createElement("div");
    row.append(link);
    at("files").append(row);
  }
  if (!files.length) at("files").textContent = "Không có tệp.";
  at("commands").textContent = "Việc có thể làm: " + ([...new Set(doc.offered_commands.map((o) => o.text))].join(", ") || "–");
  if (side === "dossier") await history(doc, token);
  at("sign-in").hidden = true;
  at("document").hidden = false;
}

// A mail's link names what it is about; whether that came in, goes out or is a dossier is found here.
async function find(token) {
  const places = [["incoming", "incoming-documents"], ["outgoing", "outgoing-documents"], ["dossier", "dossiers"]];
  for (const [side, place] of places) {
    try {
      return { side, doc: await (await ask(`/api/v1/${place}/${encodeURIComponent(id)}`, token)).json() };
    } catch (error) {
      if (error.status !== 404 || side === "dossier") throw error;
    }
  }
}

document.querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  at("fault").textContent = "";
  const form = new FormData(event.target);
  try {
    const body = { username: form.get("username"), password: form.get("password") };
    if (form.get("code")) body.code = form.get("code");
    const session = await (await ask("/api/v1/sessions", null, body)).json();
    await show(await find(session.access_token), session.access_token);
  } catch (error) {
    at("fault").textContent = error.message;
  }
});
