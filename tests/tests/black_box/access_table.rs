//! Who is answered what: every operation of the API × everyone of the demo and nobody, in the situations that matter. The
//! expected statuses are written down here by hand, from the office's rules, and never computed; the requests are made from the
//! OpenAPI document (see [`crate::access_requests`]), so that an operation without a row fails, and a row without an operation.

use std::{collections::BTreeSet, io::Write};

use tests::{Document, ROLES, Server, on_both_engines};

use crate::{
    access_office::Office,
    access_requests::{Api, Given},
};

/// One row: operation, situation, the expected statuses, and what is filled into its request where the usual will not do:
/// parameters as `name=value`, then the body's fields as JSON. Words that begin with `$` are said by [`Office::word`].
pub struct Row(pub &'static str, pub &'static str, pub [u16; 14], pub &'static str);

// The columns, from the left: nobody; quản trị; văn thư; chủ tịch; phó chủ tịch; chánh văn phòng; trưởng phòng, phó trưởng
// phòng, chuyên viên 1 and 2 of kinh tế; trưởng phòng and chuyên viên of văn hóa – xã hội; theo dõi; một cửa.
#[rustfmt::skip]
pub const TABLE: &[Row] = &[
    //                                                            nobody qtri vthu ctich  pct  cvp  tpkt ptkt cvk1 cvk2 tpvx cvvx tdoi mcua
    Row("login", "with their own password",                          [201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201], r#"{ "username": "$user", "password": "$password" }"#),
    Row("login", "with a wrong password",                            [401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401], r#"{ "username": "$me", "password": "sai" }"#),
    Row("refreshSession", "with a fresh token",                      [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], r#"{ "refresh_token": "$refresh" }"#),
    Row("refreshSession", "with an invented token",                  [401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401], r#"{ "refresh_token": "$unique:bịa" }"#),
    Row("logout", "of a session of their own",                       [401, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204], "as=new"),
    Row("listSessions", "of one's own",                              [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("endSession", "of one's own",                                [401, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204], "as=new id=$session"),
    Row("endSession", "of vanthu, by the others",                    [401, 404, 204, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$session_of:vanthu"),
    Row("getMe", "",                                                 [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("getKeySet", "",                                             [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("getHealth", "",                                             [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("getReadiness", "",                                          [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("getOpenApi", "",                                            [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),

    Row("listPeople", "",                                            [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("listDepartments", "",                                       [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("listDocumentTypes", "",                                     [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("listSigners", "",                                           [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], "document_type=cong_van"),
    Row("getCalendar", "one's own",                                  [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], "id=$own"),
    Row("getCalendar", "another's",                                  [401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another"),
    Row("getDeadline", "by one's own calendar",                      [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], "id=$own term=5wd"),
    Row("getDeadline", "by another's calendar",                      [401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another term=5wd"),
    Row("changeCalendar", "one's own, rehearsed",                    [401, 200, 200, 403, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$own dry_run=true { "commands": [{ "command": "confirm_year", "year": 2031 }] }"#),
    Row("changeCalendar", "another's",                               [401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"id=$another dry_run=true { "commands": [{ "command": "confirm_year", "year": 2031 }] }"#),
    Row("listRegisters", "",                                         [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("openRegister", "for a type that nobody uses",               [401, 403, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "code": "$unique:so-", "name": "Sổ thử", "document_types": ["giay_nghi_phep"], "first_number": 1, "reason": "Thử quyền." }"#),
    Row("listAgencies", "",                                          [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], ""),
    Row("createAgency", "",                                          [401, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "code": "$unique:H97.", "name": "Cơ quan thử quyền", "administrator": { "username": "$unique:thu-quyen-", "name": "Người Thử Quyền" } }"#),
    Row("getAgency", "one's own",                                    [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], "id=$own"),
    Row("getAgency", "another",                                      [401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another"),
    Row("getAgency", "that doesn't exist",                           [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$absent"),
    Row("getOrganisation", "one's own",                              [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own"),
    Row("getOrganisation", "another",                                [401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another"),
    Row("changeOrganisation", "one's own",                           [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$own dry_run=true { "commands": [{ "command": "create_department", "code": "THU", "name": "Phòng thử" }] }"#),
    Row("changeOrganisation", "one's own name",                      [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$own dry_run=true { "commands": [{ "command": "rename_agency", "name": "Tên khác", "from": "2999-01-01" }] }"#),
    Row("changeOrganisation", "one's own settings",                  [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$own dry_run=true { "commands": [{ "command": "change_settings", "max_files": 50 }] }"#),
    Row("changeOrganisation", "another",                             [401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"id=$another dry_run=true { "commands": [{ "command": "create_department", "code": "THU", "name": "Phòng thử" }] }"#),
    Row("listOrganisationHistory", "one's own",                      [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own"),
    Row("listOrganisationHistory", "another's",                      [401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another"),
    Row("handOverWork", "of an officer, rehearsed",                  [401, 200, 403, 200, 200, 200, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$own person=$person:chuyenvien.kinhte1 dry_run=true { "to": "chuyenvien.kinhte2", "reason": "Thử quyền." }"#),
    Row("handOverWork", "of someone of another agency",              [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"id=$another person=$stranger dry_run=true { "reason": "Thử quyền." }"#),
    Row("listCounterparts", "",                                      [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("createCounterpart", "",                                     [401, 403, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "name": "$unique:Công ty Thử Quyền " }"#),
    Row("updateCounterpart", "",                                     [401, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "name": "$unique:Công ty Thử Quyền " }"#),
    Row("updateCounterpart", "that doesn't exist",                   [401, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$absent { "name": "Công ty Thử Quyền" }"#),
    Row("sendDelivery", "to another agency",                         [401, 403, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "to": "$code_of_another", "facts": { "document_type": "cong_van", "subject": "V/v thử quyền" } }"#),
    Row("listDeliveries", "",                                        [401, 403, 200, 200, 200, 200, 403, 403, 403, 403, 403, 403, 200, 403], ""),
    Row("getDelivery", "of one's own",                               [401, 403, 200, 200, 200, 200, 403, 403, 403, 403, 403, 403, 200, 403], ""),
    Row("getDelivery", "that doesn't exist",                         [401, 403, 404, 404, 404, 404, 403, 403, 403, 403, 403, 403, 404, 403], "id=$absent"),
    Row("recallDelivery", "that doesn't exist",                      [401, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$absent { "reason": "Thử quyền." }"#),
    Row("getFigures", "one's own",                                   [401, 403, 200, 200, 200, 200, 403, 403, 403, 403, 403, 403, 200, 403], "id=$own"),
    Row("getFigures", "another's",                                   [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another"),
    Row("listIdentityProviders", "",                                 [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("beginSignIn", "where nobody is known",                      [422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422], r#"{ "provider": "tinh", "return_to": "https://la.example/" }"#),
    Row("endSignIn", "that nobody has begun",                        [401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401], r#"{ "returned_state": "la", "secret": "la", "authorization_code": "la" }"#),
    Row("endSignIn", "with what is no secret",                       [422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422], r#"{ "returned_state": "la", "secret": 1, "authorization_code": "la" }"#),
    Row("listIdentities", "",                                        [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("removeIdentity", "that is linked with somebody else",       [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "identity=$linked_of_bystander"),
    Row("listIdentitiesOfPerson", "of someone of one's own",         [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own person=$bystander"),
    Row("listIdentitiesOfPerson", "of someone of another agency",    [401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another person=$stranger"),
    Row("listIdentitiesOfPerson", "of a stranger as if one's own",   [401, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own person=$stranger"),
    Row("removeIdentityOfPerson", "of someone of one's own",         [401, 204, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own person=$bystander identity=$linked_of_bystander"),
    Row("removeIdentityOfPerson", "of someone of another agency",    [401, 204, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another person=$stranger identity=$linked_of_stranger"),
    Row("removeIdentityOfPerson", "of a stranger as if one's own",   [401, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own person=$stranger identity=$linked_of_stranger"),
    Row("resetPassword", "of someone of one's own",                  [401, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own person=$bystander"),
    Row("resetPassword", "of someone of another agency",             [401, 201, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another person=$stranger"),
    Row("resetPassword", "of a stranger as if of one's own",         [401, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own person=$stranger"),
    Row("requestPasswordReset", "for an address that is nobody's",   [202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202, 202], r#"{ "email": "$address" }"#),
    Row("resetForgottenPassword", "with the code of a mail",         [204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204, 204], r#"{ "code": "$code", "new": "một mật khẩu đủ dài" }"#),
    Row("resetForgottenPassword", "with an invented code",           [422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422], r#"{ "code": "$unique:bịa", "new": "một mật khẩu đủ dài" }"#),
    Row("getSecondFactor", "",                                       [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("makeRecoveryCodes", "where there is no second factor",      [401, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409], r#"{ "code": "khong-phai-ma" }"#),
    Row("removeSecondFactor", "with a wrong password",               [401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422], r#"{ "password": "sai", "code": "khong-phai-ma" }"#),
    Row("enrolSecondFactor", "",                                     [401, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201], r#"{ "password": "$password" }"#),
    Row("enrolSecondFactor", "with a wrong password",                [401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422], r#"{ "password": "sai" }"#),
    Row("confirmSecondFactor", "with what is no code",               [401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422], r#"{ "code": "khong-phai-ma" }"#),
    Row("resetSecondFactor", "of someone who has none",              [401, 409, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own person=$bystander"),
    Row("resetSecondFactor", "of someone of another agency",         [401, 409, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another person=$stranger"),
    Row("resetSecondFactor", "of a stranger as if of one's own",     [401, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own person=$stranger"),
    Row("listServiceAccounts", "of one's own",                       [401, 200, 403, 200, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own"),
    Row("listServiceAccounts", "of another",                         [401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another"),
    Row("createServiceAccount", "of one's own",                      [401, 201, 403, 201, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$own { "name": "$unique:he-thong-", "purpose": "Thử quyền", "scopes": ["organisation:read"] }"#),
    Row("createServiceAccount", "that reads documents",              [401, 403, 403, 201, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$own { "name": "$unique:he-thong-", "purpose": "Thử quyền", "scopes": ["documents:read"] }"#),
    Row("createServiceAccount", "of another",                        [401, 201, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"id=$another { "name": "$unique:he-thong-", "purpose": "Thử quyền", "scopes": ["organisation:read"] }"#),
    Row("renewServiceAccount", "that doesn't exist",                 [401, 404, 403, 404, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own account=$absent {}"),
    Row("renewServiceAccount", "of another, that doesn't exist",     [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another account=$absent {}"),
    Row("endServiceKey", "that doesn't exist",                       [401, 404, 403, 404, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own account=$absent key=$absent"),
    Row("endServiceKey", "of another, that doesn't exist",           [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another account=$absent key=$absent"),
    Row("endServiceAccount", "that doesn't exist",                   [401, 404, 403, 404, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own account=$absent"),
    Row("endServiceAccount", "of another, that doesn't exist",       [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another account=$absent"),
    Row("listEvents", "",                                            [401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], ""),
    Row("streamEvents", "of one's own inbox",                            [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], "seconds=0"),
    Row("pushInterchangePacket", "with a person's token",                [401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401, 401], "kind=document Packet-Id=thu"),
    Row("listInterchangePackets", "",                                    [401, 200, 200, 200, 200, 200, 403, 403, 403, 403, 403, 403, 200, 403], ""),
    Row("getInterchangePacket", "that doesn't exist",                    [401, 404, 404, 404, 404, 404, 403, 403, 403, 403, 403, 403, 404, 403], "id=$absent"),
    Row("getInterchangeMessage", "that doesn't exist",                   [401, 404, 404, 404, 404, 404, 403, 403, 403, 403, 403, 403, 404, 403], "id=$absent"),
    Row("retryInterchangePacket", "that doesn't exist",                  [401, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$absent"),
    Row("listQuarantine", "",                                            [401, 200, 200, 200, 200, 200, 403, 403, 403, 403, 403, 403, 200, 403], ""),
    Row("resolveQuarantine", "that doesn't exist",                       [401, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$absent { "command": "retry" }"#),
    Row("listGateways", "",                                              [401, 200, 200, 200, 200, 200, 403, 403, 403, 403, 403, 403, 200, 403], ""),
    Row("syncDirectory", "",                                             [401, 202, 202, 202, 202, 202, 403, 403, 403, 403, 403, 403, 202, 403], ""),
    Row("listDirectory", "of a gateway that doesn't exist",              [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "gateway=khong-co"),
    Row("listWebhooks", "of one's own",                              [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own"),
    Row("listWebhooks", "of another",                                [401, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another"),
    Row("createWebhook", "of one's own",                             [401, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$own { "name": "$unique:Webhook ", "url": "https://cong.example.vn/nhan", "kinds": ["dossier.done"], "enabled": false }"#),
    Row("createWebhook", "of another",                               [401, 201, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"id=$another { "name": "$unique:Webhook ", "url": "https://cong.example.vn/nhan", "kinds": ["dossier.done"], "enabled": false }"#),
    Row("createWebhook", "at a private address",                     [401, 422, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$own { "name": "$unique:Webhook ", "url": "https://127.0.0.1/nhan", "kinds": ["dossier.done"], "enabled": false }"#),
    Row("updateWebhook", "of one's own",                             [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$own webhook=$webhook { "name": "$unique:Webhook ", "url": "https://cong.example.vn/nhan", "kinds": ["dossier.done"], "enabled": false }"#),
    Row("updateWebhook", "of one's own as if of another",            [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"id=$another webhook=$webhook { "name": "$unique:Webhook ", "url": "https://cong.example.vn/nhan", "kinds": ["dossier.done"], "enabled": false }"#),
    Row("updateWebhook", "that doesn't exist",                       [401, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$own webhook=$absent { "name": "$unique:Webhook ", "url": "https://cong.example.vn/nhan", "kinds": ["dossier.done"], "enabled": false }"#),
    Row("rotateWebhookSecret", "of one's own",                       [401, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$own webhook=$webhook {}"#),
    Row("rotateWebhookSecret", "that doesn't exist",                 [401, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$own webhook=$absent {}"#),
    Row("rotateWebhookSecret", "of one's own as if of another",      [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"id=$another webhook=$webhook {}"#),
    Row("deleteWebhook", "that doesn't exist",                       [401, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own webhook=$absent"),
    Row("deleteWebhook", "of one's own as if of another",            [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another webhook=$webhook"),
    Row("listWebhookDeliveries", "of one's own",                     [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own webhook=$webhook"),
    Row("listWebhookDeliveries", "of one's own as if of another",    [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another webhook=$webhook"),
    Row("replayWebhookDelivery", "that doesn't exist",               [401, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$own webhook=$webhook delivery=$absent"),
    Row("replayWebhookDelivery", "of another",                       [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$another webhook=$webhook delivery=$absent"),
    Row("getOrganisationTemplate", "",                               [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("changePassword", "with a wrong one",                        [401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422], r#"{ "present": "sai", "new": "một mật khẩu đủ dài" }"#),
    Row("changePassword", "with one that is too short",              [401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422], r#"{ "present": "$password", "new": "ngắn" }"#),
    Row("setAbsence", "with oneself as substitute",                  [401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422], r#"{ "substitute": "$me", "until": "2999-01-01" }"#),
    Row("getNoticePreferences", "",                                  [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("setNoticePreferences", "all at once",                       [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], r#"{ "notices": [] }"#),
    Row("setNoticePreferences", "a handoff not at all",              [401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422], r#"{ "notices": [{ "kind": "given_primary", "choice": "none" }] }"#),
    Row("endAbsence", "of none",                                     [401, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409, 409], ""),
    Row("getInbox", "to act",                                        [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("getInbox", "to read",                                       [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], "kind=read"),
    Row("getInboxCounts", "",                                        [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),

    Row("search", "among what one may see",                          [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], "q=van"),
    Row("search", "for no word",                                     [401, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400], "q=."),
    Row("suggest", "",                                               [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], "q=van"),
    Row("saveSearch", "for oneself",                                 [401, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201], r#"{ "name": "Việc cần xem", "query": { "q": "đất đai" } }"#),
    Row("listSavedSearches", "of one's own",                         [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("deleteSavedSearch", "that doesn't exist",                   [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$absent"),

    Row("receiveDossier", "",                                        [401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 201], r#"{ "procedure": "$dossier_procedure", "channel": "counter", "owner": { "name": "$unique:Ông Thử Quyền " } }"#),
    Row("submitDossierOnline", "which other systems do",             [401, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "portal_code": "$unique:DVC-", "dossier": { "procedure": "$dossier_procedure", "channel": "online", "owner": { "name": "Ông Thử Quyền" } } }"#),
    Row("listDossiers", "",                                          [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], "limit=1"),
    Row("printDossierBook", "",                                      [401, 403, 403, 200, 200, 200, 403, 403, 403, 403, 403, 403, 403, 200], ""),
    Row("getDossier", "at the desk",                                 [401, 404, 404, 200, 200, 200, 404, 404, 404, 404, 404, 404, 200, 200], "id=$dossier_entered"),
    Row("getDossier", "at a department",                             [401, 404, 404, 200, 200, 200, 200, 200, 404, 404, 404, 404, 200, 200], "id=$dossier_at_unit"),
    Row("getDossier", "with the first officer",                      [401, 404, 404, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 200], "id=$dossier_handled"),
    Row("listDossierHistory", "at the desk",                         [401, 404, 404, 200, 200, 200, 404, 404, 404, 404, 404, 404, 200, 200], "id=$dossier_entered"),
    Row("listDossierHistory", "at a department",                     [401, 404, 404, 200, 200, 200, 200, 200, 404, 404, 404, 404, 200, 200], "id=$dossier_at_unit"),
    Row("listDossierHistory", "with the first officer",              [401, 404, 404, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 200], "id=$dossier_handled"),
    Row("listDossierAccesses", "at the desk",                        [401, 404, 404, 200, 200, 403, 404, 404, 404, 404, 404, 404, 403, 200], "id=$dossier_entered"),
    Row("listDossierAccesses", "with the first officer",             [401, 404, 404, 200, 200, 403, 403, 403, 403, 404, 404, 404, 403, 200], "id=$dossier_handled"),
    Row("getDossierAccessStatistics", "at the desk",                        [401, 404, 404, 200, 200, 403, 404, 404, 404, 404, 404, 404, 403, 200], "id=$dossier_entered"),
    Row("getDossierAccessStatistics", "with the first officer",             [401, 404, 404, 200, 200, 403, 403, 403, 403, 404, 404, 404, 403, 200], "id=$dossier_handled"),
    Row("listDossierMessages", "at the desk",                        [401, 404, 404, 200, 200, 200, 404, 404, 404, 404, 404, 404, 200, 200], "id=$dossier_entered"),
    Row("listDossierMessages", "at a department",                    [401, 404, 404, 200, 200, 200, 200, 200, 404, 404, 404, 404, 200, 200], "id=$dossier_at_unit"),
    Row("listDossierMessages", "with the first officer",             [401, 404, 404, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 200], "id=$dossier_handled"),
    Row("getDossier", "that doesn't exist",                          [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$absent"),
    Row("getDossierForm", "the receipt, at the desk",                [401, 404, 404, 200, 200, 200, 404, 404, 404, 404, 404, 404, 200, 200], "id=$dossier_accepted"),
    Row("getDossierForm", "the control sheet",                       [401, 404, 404, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 200], "id=$dossier_handled form=control"),
    Row("getDossierForm", "of what has not happened",                [401, 404, 404, 409, 409, 409, 409, 409, 409, 404, 404, 404, 409, 409], "id=$dossier_handled form=apology"),
    Row("commandDossier", "accept",                                  [401, 404, 404, 403, 403, 403, 404, 404, 404, 404, 404, 404, 403, 200], r#"id=$dossier_entered { "command": "accept" }"#),
    Row("commandDossier", "refuse",                                  [401, 404, 404, 403, 403, 403, 404, 404, 404, 404, 404, 404, 403, 200], r#"id=$dossier_entered { "command": "refuse", "reason": "a" }"#),
    Row("commandDossier", "ask for more before it is received",      [401, 404, 404, 403, 403, 403, 404, 404, 404, 404, 404, 404, 403, 200], r#"id=$dossier_entered { "command": "request_supplement", "missing": [{ "what": "a" }], "reason": "a" }"#),
    Row("commandDossier", "transfer",                                [401, 404, 404, 403, 403, 403, 404, 404, 404, 404, 404, 404, 403, 200], r#"id=$dossier_accepted { "command": "transfer" }"#),
    Row("commandDossier", "assign",                                  [401, 404, 404, 403, 403, 403, 200, 200, 404, 404, 404, 404, 403, 403], r#"id=$dossier_at_unit { "command": "assign", "officer": "$person:chuyenvien.kinhte1" }"#),
    Row("commandDossier", "advance",                                 [401, 404, 404, 403, 403, 403, 200, 200, 200, 404, 404, 404, 403, 403], r#"id=$dossier_handled { "command": "advance", "branch": "Trình ký", "to": "$person:chutich" }"#),
    Row("commandDossier", "ask for more while it is handled",        [401, 404, 404, 403, 403, 403, 200, 200, 200, 404, 404, 404, 403, 403], r#"id=$dossier_handled { "command": "request_supplement", "missing": [{ "what": "a" }], "reason": "a" }"#),
    Row("commandDossier", "consult",                                 [401, 404, 404, 403, 403, 403, 200, 200, 200, 404, 404, 404, 403, 403], r#"id=$dossier_handled { "command": "consult", "consulted": [{ "department": "$department:VHXH" }], "question": "a", "term": "1wd" }"#),
    Row("commandDossier", "extend",                                  [401, 404, 404, 200, 200, 403, 200, 200, 200, 404, 404, 404, 403, 403], r#"id=$dossier_handled { "command": "extend", "reason": "a", "by": "2wd" }"#),
    Row("commandDossier", "stop",                                    [401, 404, 404, 200, 200, 403, 200, 200, 200, 404, 404, 404, 403, 403], r#"id=$dossier_handled { "command": "stop", "reason": "a" }"#),
    Row("commandDossier", "withdraw",                                [401, 404, 404, 403, 403, 403, 403, 403, 403, 404, 404, 404, 403, 200], r#"id=$dossier_handled { "command": "withdraw", "reason": "a" }"#),
    Row("commandDossier", "comment",                                 [401, 404, 404, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 200], r#"id=$dossier_handled { "command": "comment", "text": "a" }"#),
    Row("commandDossier", "remind",                                  [401, 404, 404, 200, 200, 200, 403, 403, 403, 404, 404, 404, 200, 403], r#"id=$dossier_handled { "command": "remind" }"#),
    Row("commandDossier", "hand_over",                               [401, 404, 404, 200, 200, 200, 403, 403, 403, 404, 404, 404, 403, 403], r#"id=$dossier_handled { "command": "hand_over", "from": "$person:chuyenvien.kinhte1", "to": "$person:chuyenvien.kinhte2", "reason": "Thử quyền." }"#),
    Row("commandDossier", "recount, by the office alone",            [401, 404, 404, 403, 403, 403, 403, 403, 403, 404, 404, 404, 403, 403], r#"id=$dossier_handled { "command": "recount" }"#),
    Row("commandDossier", "take in the result",                      [401, 404, 404, 403, 403, 403, 403, 403, 403, 404, 404, 404, 403, 200], r#"id=$dossier_done { "command": "take_in_result" }"#),
    Row("getDossierStatistics", "",                                  [401, 403, 403, 200, 200, 200, 403, 403, 403, 403, 403, 403, 200, 200], ""),
    Row("getDashboard", "one's own",                                 [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("getDashboard", "of kinh tế",                                [401, 403, 200, 200, 200, 200, 200, 200, 403, 403, 403, 403, 200, 403], "department=$department:KTHTDT"),
    Row("getReport", "",                                             [401, 403, 200, 200, 200, 200, 403, 403, 403, 403, 403, 403, 200, 403], "format=xlsx"),
    Row("getReportWishes", "",                                       [401, 403, 200, 200, 200, 200, 403, 403, 403, 403, 403, 403, 200, 403], ""),
    Row("setReportWishes", "",                                       [401, 403, 200, 200, 200, 200, 403, 403, 403, 403, 403, 403, 200, 403], r#"{ "weekly": true, "monthly": false }"#),
    Row("requestCitizenCode", "where no office has opened it",       [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"{ "email": "ai@dan.example" }"#),
    Row("signInCitizen", "where no office has opened it",            [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"{ "request": "$absent", "code": "ACDE-3467" }"#),
    Row("signOutCitizen", "where no office has opened it",           [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], ""),
    Row("getCitizenAccount", "where no office has opened it",        [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], ""),
    Row("eraseCitizenAccount", "where no office has opened it",      [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], ""),
    Row("exportCitizenAccount", "where no office has opened it",     [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], ""),
    Row("listCitizenDrafts", "where no office has opened it",        [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], ""),
    Row("createCitizenDraft", "where no office has opened it",       [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"{ "procedure": "9.000000" }"#),
    Row("getCitizenDraft", "where no office has opened it",          [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], ""),
    Row("updateCitizenDraft", "where no office has opened it",       [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"{}"#),
    Row("deleteCitizenDraft", "where no office has opened it",       [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], ""),
    Row("submitCitizenDraft", "where no office has opened it",       [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], ""),
    Row("uploadCitizenFile", "where no office has opened it",        [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], ""),
    Row("downloadCitizenFile", "where no office has opened it",      [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], ""),
    Row("deleteCitizenFile", "where no office has opened it",        [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], ""),
    Row("listCitizenDossiers", "where no office has opened it",      [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], ""),
    Row("getCitizenDossier", "where no office has opened it",        [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], ""),
    Row("uploadCitizenSupplement", "where no office has opened it",  [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], ""),
    Row("supplyCitizenDossier", "where no office has opened it",     [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"{ "components": [] }"#),
    Row("listPersonalDataActs", "",                                  [401, 200, 403, 200, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403], ""),
    Row("lookUpDossier", "by a receipt that nobody has",             [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"{ "code": "H99.99-200101-0001", "secret": "ACDE-3467" }"#),
    Row("rateDossier", "by a receipt that nobody has",               [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"{ "code": "H99.99-200101-0001", "secret": "ACDE-3467", "stars": 5 }"#),
    Row("listPublicProcedures", "",                                  [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("listPublicProcedures", "of an agency that is not there",    [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "agency=H00.00"),
    Row("getPublicProcedure", "that is not offered",                 [404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], ""),
    Row("getPublicStatistics", "",                                   [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),

    Row("handInReceivedMail", "where no address is set",             [401, 403, 409, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], ""),
    Row("listReceivedMails", "",                                     [401, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], ""),
    Row("getReceivedMail", "that doesn't exist",                     [401, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$absent"),
    Row("downloadReceivedMail", "that doesn't exist",                [401, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$absent"),
    Row("settleReceivedMail", "that doesn't exist",                  [401, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$absent { "note": "Đã xem." }"#),
    Row("receiveReceivedMail", "that doesn't exist",                 [401, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$absent"),
    Row("retryReceivedMail", "that doesn't exist",                   [401, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], "id=$absent"),
    Row("uploadFile", "",                                            [401, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201], ""),
    Row("downloadFile", "of a document in progress",                 [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404], "id=$file"),
    Row("downloadFile", "that vanthu has attached to nothing",       [401, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$loose_file"),

    Row("receiveIncomingDocument", "not entered",                    [401, 403, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 201], r#"{ "facts": "$facts" }"#),
    Row("receiveIncomingDocument", "entered at once",                [401, 403, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "facts": "$facts", "register": {} }"#),
    Row("listIncomingDocuments", "",                                 [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], "limit=1"),

    Row("getIncomingDocument", "handed in by motcua, not entered",   [401, 404, 200, 200, 200, 200, 404, 404, 404, 404, 404, 404, 200, 200], "id=$received"),
    Row("getIncomingDocument", "entered",                            [401, 404, 200, 200, 200, 200, 404, 404, 404, 404, 404, 404, 200, 404], "id=$registered"),
    Row("getIncomingDocument", "before the chairman",                [401, 404, 200, 200, 200, 200, 404, 404, 404, 404, 404, 404, 200, 404], "id=$presented"),
    Row("getIncomingDocument", "at two departments",                 [401, 404, 200, 200, 200, 200, 200, 200, 404, 404, 200, 404, 200, 404], "id=$directed"),
    Row("getIncomingDocument", "with the first officer",             [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404], "id=$in_progress"),
    Row("getIncomingDocument", "completed",                          [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404], "id=$completed"),
    Row("getIncomingDocument", "a secret line, entered",             [401, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$secret"),
    Row("getIncomingDocument", "a secret line before the chairman",  [401, 404, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$secret_presented"),
    Row("getIncomingDocument", "that doesn't exist",                 [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$absent"),

    Row("listIncomingDocumentHistory", "with the first officer",     [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404], "id=$in_progress"),
    Row("listIncomingDocumentHistory", "a secret line, entered",     [401, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$secret"),
    Row("listIncomingDocumentTurns", "with the first officer",       [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404], "id=$in_progress"),
    Row("listIncomingDocumentTurns", "a secret line, entered",       [401, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$secret"),
    Row("listIncomingDocumentMessages", "with the first officer",    [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404], "id=$in_progress"),
    Row("listIncomingDocumentMessages", "a secret line, entered",    [401, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$secret"),
    Row("listIncomingDocumentAccesses", "with the first officer",    [401, 404, 200, 200, 200, 403, 403, 403, 403, 404, 403, 404, 403, 404], "id=$in_progress"),
    Row("listIncomingDocumentAccesses", "not entered",               [401, 404, 200, 200, 200, 403, 404, 404, 404, 404, 404, 404, 403, 403], "id=$received"),
    Row("listIncomingDocumentAccesses", "a secret line",             [401, 404, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$secret_presented"),
    Row("getIncomingDocumentAccessStatistics", "with the first officer",    [401, 404, 200, 200, 200, 403, 403, 403, 403, 404, 403, 404, 403, 404], "id=$in_progress"),
    Row("getIncomingDocumentAccessStatistics", "not entered",               [401, 404, 200, 200, 200, 403, 404, 404, 404, 404, 404, 404, 403, 403], "id=$received"),
    Row("getIncomingDocumentAccessStatistics", "a secret line",             [401, 404, 200, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$secret_presented"),
    Row("explainCommand", "with the first officer",                  [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404], "id=$in_progress command=approve"),
    Row("explainCommand", "a secret line, entered",                  [401, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$secret command=present"),

    Row("bulkCommands", "whatever comes of each",                    [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], r#"{ "dry_run": true, "items": [{ "document": "$registered", "version": 1, "command": { "command": "comment", "text": "a" } }] }"#),

    // Who may see it and doesn't hold it: 403. Who may not see it: 404, as if it were not there.
    Row("commandIncomingDocument", "register",                       [401, 404, 200, 403, 403, 403, 404, 404, 404, 404, 404, 404, 403, 403], r#"id=$received { "command": "register" }"#),
    Row("commandIncomingDocument", "refuse",                         [401, 404, 200, 403, 403, 403, 404, 404, 404, 404, 404, 404, 403, 403], r#"id=$received { "command": "refuse", "reason": "a" }"#),
    Row("commandIncomingDocument", "present",                        [401, 404, 200, 403, 403, 403, 404, 404, 404, 404, 404, 404, 403, 404], r#"id=$registered { "command": "present", "to": "$person:chutich" }"#),
    Row("commandIncomingDocument", "void",                           [401, 404, 200, 403, 403, 403, 404, 404, 404, 404, 404, 404, 403, 404], r#"id=$registered { "command": "void", "reason": "a" }"#),
    Row("commandIncomingDocument", "pass",                           [401, 404, 403, 200, 403, 403, 404, 404, 404, 404, 404, 404, 403, 404], r#"id=$presented { "command": "pass", "to": "$person:phochutich" }"#),
    Row("commandIncomingDocument", "direct",                         [401, 404, 403, 200, 403, 403, 404, 404, 404, 404, 404, 404, 403, 404], r#"id=$presented { "command": "direct", "direction": { "primary": { "department": "$department:VHXH" } } }"#),
    Row("commandIncomingDocument", "direct a secret line",           [401, 404, 403, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"id=$secret_presented { "command": "direct", "direction": { "primary": { "department": "$department:VHXH" } } }"#),
    Row("commandIncomingDocument", "present a secret line",          [401, 404, 200, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"id=$secret { "command": "present", "to": "$person:chutich" }"#),
    Row("commandIncomingDocument", "give back what was presented",   [401, 404, 403, 200, 403, 403, 404, 404, 404, 404, 404, 404, 403, 404], r#"id=$presented { "command": "give_back", "reason": "a" }"#),
    Row("commandIncomingDocument", "return what was presented",      [401, 404, 403, 200, 403, 403, 404, 404, 404, 404, 404, 404, 403, 404], r#"id=$presented { "command": "return_to_sender", "reason": "a" }"#),
    Row("commandIncomingDocument", "assign",                         [401, 404, 403, 403, 403, 403, 200, 200, 404, 404, 403, 404, 403, 404], r#"id=$directed { "command": "assign", "assignment": "$unit:directed", "officer": { "person": "$person:chuyenvien.kinhte2" } }"#),
    Row("commandIncomingDocument", "assign, supporting",             [401, 404, 403, 403, 403, 403, 403, 403, 404, 404, 200, 404, 403, 404], r#"id=$directed { "command": "assign", "assignment": "$of_department:directed:VHXH", "officer": { "person": "$person:chuyenvien.vhxh1" } }"#),
    Row("commandIncomingDocument", "accept for the department",      [401, 404, 403, 403, 403, 403, 200, 200, 404, 404, 403, 404, 403, 404], r#"id=$directed { "command": "accept", "assignment": "$unit:directed" }"#),
    Row("commandIncomingDocument", "give back for the department",   [401, 404, 403, 403, 403, 403, 200, 200, 404, 404, 403, 404, 403, 404], r#"id=$directed { "command": "give_back", "assignment": "$unit:directed", "reason": "a" }"#),
    Row("commandIncomingDocument", "the head's own result",          [401, 404, 403, 403, 403, 403, 200, 200, 404, 404, 403, 404, 403, 404], r#"id=$directed { "command": "submit_result", "assignment": "$unit:directed", "text": "a" }"#),
    Row("commandIncomingDocument", "redirect",                       [401, 404, 403, 200, 403, 403, 403, 403, 404, 404, 403, 404, 403, 404], r#"id=$directed { "command": "redirect", "assignment": "$unit:directed", "primary": { "department": "$department:VP" }, "reason": "a" }"#),
    Row("commandIncomingDocument", "withdraw",                       [401, 404, 403, 200, 403, 403, 403, 403, 404, 404, 403, 404, 403, 404], r#"id=$directed { "command": "withdraw", "assignment": "$unit:directed" }"#),
    Row("commandIncomingDocument", "an officer's result",            [401, 404, 403, 403, 403, 403, 403, 403, 200, 404, 403, 404, 403, 404], r#"id=$in_progress { "command": "submit_result", "assignment": "$leg:in_progress", "text": "a" }"#),
    Row("commandIncomingDocument", "an officer's progress",          [401, 404, 403, 403, 403, 403, 403, 403, 200, 404, 403, 404, 403, 404], r#"id=$in_progress { "command": "report_progress", "assignment": "$leg:in_progress", "text": "a" }"#),
    Row("commandIncomingDocument", "an officer asks for more time",  [401, 404, 403, 403, 403, 403, 403, 403, 200, 404, 403, 404, 403, 404], r#"id=$in_progress { "command": "request_extension", "assignment": "$leg:in_progress", "due": "$in_days:20", "reason": "a" }"#),
    Row("commandIncomingDocument", "grant_look",                     [401, 404, 403, 200, 200, 403, 403, 403, 403, 404, 403, 404, 403, 404], r#"id=$in_progress { "command": "grant_look", "person": "$person:quantri", "until": "$in_days:3", "reason": "Thử quyền." }"#),
    Row("commandIncomingDocument", "end_look of nobody",             [401, 404, 422, 422, 422, 403, 403, 403, 403, 404, 403, 404, 403, 404], r#"id=$in_progress { "command": "end_look", "person": "$person:quantri" }"#),
    Row("commandIncomingDocument", "hand_over",                      [401, 404, 403, 200, 200, 200, 403, 403, 403, 404, 403, 404, 403, 404], r#"id=$in_progress { "command": "hand_over", "from": "$person:chuyenvien.kinhte1", "to": "$person:chuyenvien.kinhte2", "reason": "Thử quyền." }"#),
    Row("commandIncomingDocument", "reassign",                       [401, 404, 403, 403, 403, 403, 200, 200, 403, 404, 403, 404, 403, 404], r#"id=$in_progress { "command": "reassign", "assignment": "$leg:in_progress", "officer": { "person": "$person:chuyenvien.kinhte2" }, "reason": "a" }"#),
    Row("commandIncomingDocument", "take back",                      [401, 404, 403, 403, 403, 403, 200, 200, 403, 404, 403, 404, 403, 404], r#"id=$in_progress { "command": "take_back", "assignment": "$leg:in_progress", "reason": "a" }"#),
    Row("commandIncomingDocument", "amend the department's",         [401, 404, 403, 200, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404], r#"id=$in_progress { "command": "amend", "assignment": "$unit:in_progress", "instruction": "a" }"#),
    Row("commandIncomingDocument", "add a reader at the top",        [401, 404, 200, 200, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404], r#"id=$in_progress { "command": "add_recipient", "role": "informed", "recipient": { "person": "$person:phochutich" } }"#),
    Row("commandIncomingDocument", "add a supporting department",    [401, 404, 403, 200, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404], r#"id=$in_progress { "command": "add_recipient", "role": "supporting", "recipient": { "department": "$department:VP" } }"#),
    Row("commandIncomingDocument", "remind",                         [401, 404, 403, 200, 200, 200, 200, 200, 403, 404, 403, 404, 200, 404], r#"id=$in_progress { "command": "remind", "assignment": "$leg:in_progress" }"#),
    Row("commandIncomingDocument", "comment",                        [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404], r#"id=$in_progress { "command": "comment", "text": "a" }"#),
    Row("commandIncomingDocument", "acknowledge",                    [401, 404, 403, 403, 403, 200, 403, 403, 403, 404, 403, 404, 403, 404], r#"id=$in_progress { "command": "acknowledge", "assignment": "$of_person:in_progress:chanhvanphong" }"#),
    Row("commandIncomingDocument", "pause",                          [401, 404, 403, 200, 403, 403, 200, 200, 403, 404, 403, 404, 403, 404], r#"id=$in_progress { "command": "pause", "reason": "a" }"#),
    Row("commandIncomingDocument", "correct",                        [401, 404, 200, 403, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404], r#"id=$in_progress { "command": "correct", "reason": "a", "pages": 7 }"#),
    Row("commandIncomingDocument", "the sender's recall",            [401, 404, 200, 403, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404], r#"id=$in_progress { "command": "recall", "reason": "a" }"#),
    Row("commandIncomingDocument", "answered, by the office alone",  [401, 404, 403, 403, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404], r#"id=$in_progress { "command": "answered", "by": "1/UBND" }"#),
    Row("commandIncomingDocument", "approve",                        [401, 404, 403, 403, 403, 403, 200, 200, 403, 404, 403, 404, 403, 404], r#"id=$awaiting { "command": "approve", "assignment": "$leg:awaiting" }"#),
    Row("commandIncomingDocument", "reject",                         [401, 404, 403, 403, 403, 403, 200, 200, 403, 404, 403, 404, 403, 404], r#"id=$awaiting { "command": "reject", "assignment": "$leg:awaiting", "reason": "a" }"#),
    Row("commandIncomingDocument", "file",                           [401, 404, 200, 403, 403, 403, 200, 200, 200, 404, 403, 404, 403, 404], r#"id=$completed { "command": "file" }"#),
    Row("commandIncomingDocument", "reopen",                         [401, 404, 200, 200, 403, 403, 200, 200, 403, 404, 403, 404, 403, 404], r#"id=$completed { "command": "reopen", "reason": "a" }"#),
    Row("commandIncomingDocument", "of a document that isn't there", [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"id=$absent { "command": "comment", "text": "a" }"#),

    // Outgoing documents: drafted by chuyenvien.kinhte1 of KTHTDT, for the chairman to sign; to VHXH, another agency, and by post.
    Row("createOutgoingDocument", "of one's own unit",               [401, 403, 201, 422, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201], r#"{ "content": { "document_type": "cong_van", "subject": "V/v thử quyền" } }"#),
    Row("createOutgoingDocument", "of KTHTDT",                       [401, 403, 403, 201, 201, 201, 201, 201, 201, 201, 403, 403, 403, 403], r#"{ "content": { "document_type": "cong_van", "subject": "V/v thử quyền", "department": "$department:KTHTDT" } }"#),
    Row("createOutgoingDocument", "that answers what not all see",   [401, 403, 201, 422, 201, 201, 201, 201, 201, 422, 201, 422, 201, 422], r#"{ "content": { "document_type": "cong_van", "subject": "V/v thử quyền", "answers": [{ "document": "$in_progress" }] } }"#),
    Row("listOutgoingDocuments", "",                                 [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], "limit=1"),
    Row("getOutgoingDocument", "a draft",                            [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 404], "id=$draft"),
    Row("getOutgoingDocument", "before the head of the unit",        [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 404], "id=$in_review"),
    Row("getOutgoingDocument", "whose form is checked",              [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 404], "id=$in_form_check"),
    Row("getOutgoingDocument", "before the signer",                  [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 404], "id=$to_sign"),
    Row("getOutgoingDocument", "signed",                             [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 404], "id=$signed"),
    Row("getOutgoingDocument", "with its number",                    [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 404], "id=$issued"),
    Row("getOutgoingDocument", "on its way",                         [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404], "id=$dispatched"),
    Row("getOutgoingDocument", "on which the opinion of VHXH is asked", [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404], "id=$asked"),
    Row("getOutgoingDocument", "that doesn't exist",                 [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$absent"),
    Row("getOutgoingDocument", "that is an incoming one",            [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$in_progress"),
    Row("downloadFile", "of a draft",                                [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 404], "id=$draft_file"),
    Row("updateOutgoingDraft", "as it is already",                   [401, 404, 403, 403, 403, 403, 403, 403, 422, 404, 404, 404, 403, 404], r#"id=$draft { "content": "$draft_content" }"#),
    Row("updateOutgoingDraft", "of what is no draft",                [401, 404, 409, 409, 409, 409, 409, 409, 409, 404, 404, 404, 409, 404], r#"id=$in_review { "content": "$draft_content" }"#),
    Row("updateOutgoingDraft", "that doesn't exist",                 [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"id=$absent { "content": "$draft_content" }"#),
    Row("listOutgoingDocumentHistory", "of a draft",                 [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 404], "id=$draft"),
    Row("listOutgoingDocumentHistory", "on its way",                 [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 403, 404, 200, 404], "id=$dispatched"),
    Row("listOutgoingDocumentHistory", "on which an opinion is asked", [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 403, 404, 200, 404], "id=$asked"),
    Row("listDossierMessages", "of a dossier that doesn't exist",   [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$absent"),
    Row("listOutgoingDocumentMessages", "of a draft",                [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 404], "id=$draft"),
    Row("listOutgoingDocumentMessages", "on its way",                [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 403, 404, 200, 404], "id=$dispatched"),
    Row("listOutgoingDocumentAccesses", "of a draft",                [401, 404, 200, 200, 200, 403, 403, 403, 403, 404, 404, 404, 403, 404], "id=$draft"),
    Row("listOutgoingDocumentAccesses", "on its way",                [401, 404, 200, 200, 200, 403, 403, 403, 403, 404, 403, 404, 403, 404], "id=$dispatched"),
    Row("getOutgoingDocumentAccessStatistics", "of a draft",                [401, 404, 200, 200, 200, 403, 403, 403, 403, 404, 404, 404, 403, 404], "id=$draft"),
    Row("getOutgoingDocumentAccessStatistics", "on its way",                [401, 404, 200, 200, 200, 403, 403, 403, 403, 404, 403, 404, 403, 404], "id=$dispatched"),
    Row("listOutgoingDeliveries", "of a draft",                      [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 404], "id=$draft"),
    Row("listOutgoingDeliveries", "on its way",                      [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 403, 404, 200, 404], "id=$dispatched"),

    // As of incoming ones: who may see it and may not do this, 403; who may not see it, 404.
    Row("commandOutgoingDocument", "submit",                         [401, 404, 403, 403, 403, 403, 403, 403, 200, 404, 404, 404, 403, 404], r#"id=$draft { "command": "submit" }"#),
    Row("commandOutgoingDocument", "revise, as it is already",       [401, 404, 403, 403, 403, 403, 403, 403, 422, 404, 404, 404, 403, 404], r#"id=$draft { "command": "revise", "content": "$draft_content" }"#),
    Row("commandOutgoingDocument", "change_drafter",                 [401, 404, 403, 403, 403, 403, 200, 200, 403, 404, 404, 404, 403, 404], r#"id=$draft { "command": "change_drafter", "drafter": "$person:chuyenvien.kinhte2", "reason": "a" }"#),
    Row("commandOutgoingDocument", "comment on a draft",             [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 404], r#"id=$draft { "command": "comment", "text": "a" }"#),
    Row("commandOutgoingDocument", "endorse",                        [401, 404, 403, 403, 403, 403, 200, 200, 403, 404, 404, 404, 403, 404], r#"id=$in_review { "command": "endorse" }"#),
    Row("commandOutgoingDocument", "return to the drafter, by the head", [401, 404, 403, 403, 403, 403, 200, 200, 200, 404, 404, 404, 403, 404], r#"id=$in_review { "command": "return_to_drafter", "reason": "a" }"#),
    Row("commandOutgoingDocument", "cancel",                         [401, 404, 403, 403, 403, 403, 200, 200, 200, 404, 404, 404, 403, 404], r#"id=$in_review { "command": "cancel", "reason": "a" }"#),
    Row("commandOutgoingDocument", "pass_form",                      [401, 404, 200, 403, 403, 403, 403, 403, 403, 404, 404, 404, 403, 404], r#"id=$in_form_check { "command": "pass_form" }"#),
    Row("commandOutgoingDocument", "return what has a fault of form", [401, 404, 200, 403, 403, 403, 200, 200, 403, 404, 404, 404, 403, 404], r#"id=$in_form_check { "command": "return_to_drafter", "reason": "a" }"#),
    Row("commandOutgoingDocument", "sign on paper, without a scan",  [401, 404, 422, 200, 403, 403, 403, 403, 403, 404, 404, 404, 403, 404], r#"id=$to_sign { "command": "sign", "on": "paper" }"#),
    Row("commandOutgoingDocument", "note what was signed, with a scan", [401, 404, 200, 422, 403, 403, 403, 403, 403, 404, 404, 404, 403, 404], r#"id=$to_sign { "command": "sign", "on": "paper", "files": ["$loose_file"] }"#),
    Row("commandOutgoingDocument", "sign a PDF that is not there",   [401, 404, 403, 422, 403, 403, 403, 403, 403, 404, 404, 404, 403, 404], r#"id=$to_sign { "command": "sign", "on": "pdf" }"#),
    Row("commandOutgoingDocument", "return what was to be signed",   [401, 404, 403, 200, 403, 403, 200, 200, 403, 404, 404, 404, 403, 404], r#"id=$to_sign { "command": "return_to_drafter", "reason": "a" }"#),
    Row("commandOutgoingDocument", "issue",                          [401, 404, 200, 403, 403, 403, 403, 403, 403, 404, 404, 404, 403, 404], r#"id=$signed { "command": "issue" }"#),
    Row("commandOutgoingDocument", "issue, with no reserved number", [401, 404, 409, 403, 403, 403, 403, 403, 403, 404, 404, 404, 403, 404], r#"id=$signed { "command": "issue", "reserved_number": 9999999 }"#),
    Row("commandOutgoingDocument", "return what was signed",         [401, 404, 200, 200, 403, 403, 403, 403, 403, 404, 404, 404, 403, 404], r#"id=$signed { "command": "return_to_drafter", "reason": "a" }"#),
    Row("commandOutgoingDocument", "seal, with the scan",            [401, 404, 200, 403, 403, 403, 403, 403, 403, 404, 404, 404, 403, 404], r#"id=$issued { "command": "seal", "on": "paper", "files": ["$loose_file"] }"#),
    Row("commandOutgoingDocument", "seal, without a scan",           [401, 404, 422, 403, 403, 403, 403, 403, 403, 404, 404, 404, 403, 404], r#"id=$issued { "command": "seal", "on": "paper" }"#),
    Row("commandOutgoingDocument", "void",                           [401, 404, 200, 403, 403, 403, 403, 403, 403, 404, 404, 404, 403, 404], r#"id=$issued { "command": "void", "reason": "a" }"#),
    Row("commandOutgoingDocument", "cancel what has its number",     [401, 404, 409, 409, 409, 409, 409, 409, 409, 404, 404, 404, 409, 404], r#"id=$issued { "command": "cancel", "reason": "a" }"#),
    Row("commandOutgoingDocument", "dispatch",                       [401, 404, 200, 403, 403, 403, 403, 403, 403, 404, 404, 404, 403, 404], r#"id=$sealed { "command": "dispatch" }"#),
    Row("commandOutgoingDocument", "file",                           [401, 404, 200, 403, 403, 403, 200, 200, 200, 404, 403, 404, 403, 404], r#"id=$dispatched { "command": "file" }"#),
    Row("commandOutgoingDocument", "recall",                         [401, 404, 200, 403, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404], r#"id=$dispatched { "command": "recall", "reason": "a" }"#),
    Row("commandOutgoingDocument", "note_delivery, by post",         [401, 404, 200, 403, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404], r#"id=$dispatched { "command": "note_delivery", "recipient": "$recipient:dispatched:post", "state": "arrived" }"#),
    Row("commandOutgoingDocument", "note_delivery, where it is known", [401, 404, 422, 403, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404], r#"id=$dispatched { "command": "note_delivery", "recipient": "$recipient:dispatched:agency", "state": "arrived" }"#),
    Row("commandOutgoingDocument", "acknowledge",                    [401, 404, 403, 403, 403, 403, 403, 403, 403, 404, 200, 404, 403, 404], r#"id=$dispatched { "command": "acknowledge", "recipient": "$recipient:dispatched:department" }"#),
    Row("commandOutgoingDocument", "acknowledge as another agency",  [401, 404, 422, 422, 422, 422, 422, 422, 422, 404, 422, 404, 422, 404], r#"id=$dispatched { "command": "acknowledge", "recipient": "$recipient:dispatched:agency" }"#),
    Row("commandOutgoingDocument", "comment on what has gone",       [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 403, 404, 200, 404], r#"id=$dispatched { "command": "comment", "text": "a" }"#),
    Row("commandOutgoingDocument", "revise_copy, of what is no copy", [401, 404, 409, 409, 409, 409, 409, 409, 409, 404, 404, 404, 409, 404], r#"id=$draft { "command": "revise_copy", "copy": { "form": "sao_y", "of": "$registered", "from": "paper", "to": "paper", "signer": "$person:chutich" } }"#),
    Row("commandOutgoingDocument", "replaced, which the office notes", [401, 404, 403, 403, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404], r#"id=$dispatched { "command": "replaced", "later": { "document": "$absent", "written": "01/UBND", "issued_on": "2026-01-01" } }"#),
    Row("commandOutgoingDocument", "ask_opinions",                   [401, 404, 403, 403, 403, 403, 200, 200, 200, 404, 404, 404, 403, 404], r#"id=$draft { "command": "ask_opinions", "holders": [{ "department": "$department:VHXH" }], "question": "a", "term": "2wd" }"#),
    Row("commandOutgoingDocument", "ask_opinions, who checks the form", [401, 404, 200, 403, 403, 403, 200, 200, 200, 404, 404, 404, 403, 404], r#"id=$in_form_check { "command": "ask_opinions", "holders": [{ "department": "$department:VHXH" }], "question": "a", "term": "2wd" }"#),
    Row("commandOutgoingDocument", "ask_opinions, of who has not answered", [401, 404, 403, 403, 403, 403, 409, 409, 409, 404, 403, 404, 403, 404], r#"id=$asked { "command": "ask_opinions", "holders": [{ "department": "$department:VHXH" }], "question": "a", "term": "2wd" }"#),
    Row("commandOutgoingDocument", "give_opinion",                   [401, 404, 403, 403, 403, 403, 403, 403, 403, 404, 200, 404, 403, 404], r#"id=$asked { "command": "give_opinion", "opinion": "$opinion:asked", "text": "a" }"#),
    Row("commandOutgoingDocument", "give_opinion that nobody asked", [401, 404, 422, 422, 422, 422, 422, 422, 422, 404, 422, 404, 422, 404], r#"id=$asked { "command": "give_opinion", "opinion": "$absent", "text": "a" }"#),
    Row("commandOutgoingDocument", "pass_opinion",                   [401, 404, 403, 403, 403, 403, 403, 403, 403, 404, 200, 404, 403, 404], r#"id=$asked { "command": "pass_opinion", "opinion": "$opinion:asked", "to": "$person:chuyenvien.vhxh1" }"#),
    Row("commandOutgoingDocument", "withdraw_opinion",               [401, 404, 403, 403, 403, 403, 200, 200, 200, 404, 403, 404, 403, 404], r#"id=$asked { "command": "withdraw_opinion", "opinion": "$opinion:asked", "reason": "a" }"#),
    Row("commandOutgoingDocument", "remind_opinion",                 [401, 404, 403, 200, 200, 200, 200, 200, 200, 404, 403, 404, 200, 404], r#"id=$asked { "command": "remind_opinion", "opinion": "$opinion:asked" }"#),
    Row("commandOutgoingDocument", "recount_opinions, which the office does", [401, 404, 403, 403, 403, 403, 403, 403, 403, 404, 403, 404, 403, 404], r#"id=$asked { "command": "recount_opinions" }"#),
    Row("commandOutgoingDocument", "comment, of whom an opinion is asked", [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404], r#"id=$asked { "command": "comment", "text": "a" }"#),
    Row("commandOutgoingDocument", "hand_over",                      [401, 404, 403, 200, 200, 200, 403, 403, 403, 404, 404, 404, 403, 404], r#"id=$draft { "command": "hand_over", "from": "$person:chuyenvien.kinhte1", "to": "$person:chuyenvien.kinhte2", "reason": "a" }"#),
    Row("commandOutgoingDocument", "of a document that isn't there", [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"id=$absent { "command": "comment", "text": "a" }"#),
    Row("commandOutgoingDocument", "of an incoming one",             [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"id=$in_progress { "command": "comment", "text": "a" }"#),

    Row("makeCopy", "of what came in",                               [401, 403, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "form": "sao_y", "of": "$registered", "from": "paper", "to": "paper", "signer": "$person:chutich" }"#),
    Row("makeCopy", "of what has no number",                         [401, 403, 409, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "form": "sao_y", "of": "$draft", "from": "paper", "to": "paper", "signer": "$person:chutich" }"#),
    Row("makeCopy", "of what isn't there",                           [401, 403, 422, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "form": "sao_y", "of": "$absent", "from": "paper", "to": "paper", "signer": "$person:chutich" }"#),
    Row("listProcedures", "",                                  [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("getProcedure", "",                                    [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("getProcedure", "that doesn't exist",                  [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$absent"),
    Row("publishProcedure", "",                                [401, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "code": "$unique:thu-quyen-", "name": "Thủ tục thử quyền", "field": "Thử", "level": "communal", "process": { "steps": [{ "code": "a", "name": "A", "doer": { "role": "leader" }, "next": [{ "label": "x" }] }] } }"#),
    Row("publishProcedure", "that nobody could work by",       [401, 422, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "code": "$unique:thu-quyen-", "name": "Thủ tục thử quyền", "field": "Thử", "level": "communal", "process": { "steps": [{ "code": "a", "name": "A", "doer": { "role": "archivist" }, "next": [{ "label": "x" }] }] } }"#),
    Row("withdrawProcedure", "",                               [401, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "reason": "Thử quyền." }"#),
    Row("withdrawProcedure", "that doesn't exist",             [401, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$absent { "reason": "Thử quyền." }"#),
    Row("lintProcedure", "",                                   [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], r#"{ "procedure": { "id": "$procedure" } }"#),
    Row("lintProcedure", "that doesn't exist",                 [401, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422, 422], r#"{ "procedure": { "id": "$absent" } }"#),
    Row("simulateProcedure", "",                               [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], r#"{ "procedure": { "id": "$procedure" } }"#),
    Row("listTemplates", "",                                   [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("createTemplate", "",                                  [401, 201, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "name": "$unique:Mẫu thử quyền ", "file": "$template_file" }"#),
    Row("createTemplate", "of a file that isn't there",        [401, 422, 422, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "name": "Mẫu thử quyền", "file": "$absent" }"#),
    Row("updateTemplate", "",                                  [401, 200, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "active": false }"#),
    Row("updateTemplate", "that doesn't exist",                [401, 404, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$absent { "active": false }"#),
    Row("downloadTemplate", "",                                [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("downloadTemplate", "that doesn't exist",              [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$absent"),
    Row("renderOutgoingDocument", "a draft",                   [401, 404, 201, 201, 201, 201, 201, 201, 201, 404, 404, 404, 201, 404], r#"id=$draft { "template": "00000000-0000-8000-8000-c0a600000001", "as": "docx" }"#),
    Row("renderOutgoingDocument", "on its way",                [401, 404, 201, 201, 201, 201, 201, 201, 201, 404, 403, 404, 201, 404], r#"{ "template": "00000000-0000-8000-8000-c0a600000001", "as": "docx" }"#),
    Row("renderOutgoingDocument", "from no template",          [401, 404, 422, 422, 422, 422, 422, 422, 422, 404, 404, 404, 422, 404], r#"id=$draft { "template": "$absent", "as": "docx" }"#),
    Row("checkOutgoingLayout", "of a draft",                   [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 200, 404], "id=$draft"),
    Row("checkOutgoingLayout", "on its way",                   [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 403, 404, 200, 404], ""),

    // The registry's books, and what is made in the background.
    Row("printRegister", "of what goes out",                         [401, 403, 202, 202, 202, 202, 403, 403, 403, 403, 403, 403, 202, 403], r#"{ "book": "outgoing", "register": "$outgoing_register", "from": "2026-01-01", "until": "2026-01-31" }"#),
    Row("printRegister", "of secret lines",                          [401, 403, 202, 422, 422, 422, 403, 403, 403, 403, 403, 403, 422, 403], r#"{ "book": "outgoing", "register": "$secret_outgoing_register", "from": "2026-01-01", "until": "2026-01-31" }"#),
    Row("exportRegister", "of the post",                             [401, 403, 202, 202, 202, 202, 403, 403, 403, 403, 403, 403, 202, 403], r#"{ "book": "post", "from": "2026-01-01", "until": "2026-01-31", "format": "csv" }"#),
    Row("getJob", "that doesn't exist",                              [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$absent"),
    Row("downloadJobFile", "that doesn't exist",                     [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$absent"),
    Row("printProcessingSlip", "with the first officer",             [401, 404, 200, 200, 200, 200, 200, 200, 200, 404, 200, 404, 200, 404], "id=$in_progress"),
    Row("printProcessingSlip", "a secret line, entered",             [401, 404, 422, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$secret"),
    Row("useOriginal", "of what doesn't exist",                      [401, 403, 422, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "document": "$absent", "user": "A", "allowed_by": "$person:chutich" }"#),
    Row("returnOriginal", "that nobody uses",                        [401, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$absent {}"#),
    Row("listOriginalUses", "",                                      [401, 403, 200, 200, 200, 200, 403, 403, 403, 403, 403, 403, 200, 403], "from=2026-01-01 until=2026-12-31"),
    Row("listRegisterEntries", "of what goes out",                   [401, 403, 200, 200, 200, 200, 403, 403, 403, 403, 403, 403, 200, 403], "id=$outgoing_register"),
    Row("listRegisterEntries", "of secret lines",                    [401, 403, 200, 404, 404, 404, 403, 403, 403, 403, 403, 403, 404, 403], "id=$secret_outgoing_register"),
    Row("listRegisterEntries", "that doesn't exist",                 [401, 403, 404, 404, 404, 404, 403, 403, 403, 403, 403, 403, 404, 403], "id=$absent"),
    Row("reserveNumber", "of what goes out",                         [401, 403, 201, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$outgoing_register { "reason": "Thử quyền." }"#),
    Row("reserveNumber", "of what comes in",                         [401, 403, 422, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"id=$incoming_register { "reason": "Thử quyền." }"#),
    Row("reserveNumber", "of secret lines",                          [401, 404, 201, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"id=$secret_outgoing_register { "reason": "Thử quyền." }"#),
    Row("reserveNumber", "that doesn't exist",                       [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"id=$absent { "reason": "Thử quyền." }"#),
    Row("voidNumber", "that was reserved",                           [401, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "reason": "Thử quyền." }"#),
    Row("voidNumber", "that a document has",                         [401, 403, 409, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"number=$number:issued { "reason": "Thử quyền." }"#),
    Row("voidNumber", "that nobody has",                             [401, 403, 404, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"number=9999999 { "reason": "Thử quyền." }"#),
    Row("listPostalItems", "that wait",                              [401, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], ""),
    Row("printPostalItems", "that wait",                             [401, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], ""),
    // What does not wait: refused by itself, in an answer to all.
    Row("notePostedItems", "what does not wait",                     [401, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "items": [{ "document": "$dispatched", "recipient": "$recipient:dispatched:agency" }] }"#),
    Row("voidNumber", "of a book that doesn't exist",                [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], r#"id=$absent number=1 { "reason": "Thử quyền." }"#),

    // Case files: their keeper, the heads of its department, the registry, the leaders, the chief of office; who administers sees what is known of
    // them, and none of their documents.
    Row("createCaseFile", "an entry of the list",                    [401, 403, 201, 201, 201, 201, 403, 403, 403, 403, 403, 403, 403, 403], r#"{ "facts": { "symbol": "$unique:D.", "title": "Thử quyền", "retention": "10", "keeper": "$person:chuyenvien.kinhte1" } }"#),
    Row("createCaseFile", "one's own, at once",                      [401, 403, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201, 201], r#"{ "facts": { "symbol": "$unique:D.", "title": "Thử quyền", "retention": "10" }, "open": true }"#),
    Row("createCaseFile", "an officer's, at once",                   [401, 403, 201, 403, 403, 201, 201, 201, 201, 403, 403, 403, 403, 403], r#"{ "facts": { "symbol": "$unique:D.", "title": "Thử quyền", "retention": "10", "keeper": "$person:chuyenvien.kinhte1" }, "open": true }"#),
    Row("listCaseFiles", "",                                         [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], ""),
    Row("getCaseFile", "an officer's",                               [401, 200, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 404, 404], "id=$case_file"),
    Row("getCaseFile", "that doesn't exist",                         [401, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404, 404], "id=$absent"),
    Row("printCaseFiles", "the list",                                [401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200], "form=list"),
    Row("printCaseFileContents", "of an officer's",                  [401, 200, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 404, 404], "id=$case_file"),
    Row("listCaseFileHistory", "an officer's",                       [401, 200, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 404, 404], "id=$case_file"),
    Row("commandCaseFile", "approve an entry",                       [401, 403, 403, 200, 200, 403, 403, 403, 403, 404, 404, 404, 404, 404], r#"id=$planned_case_file dry_run=true { "command": "approve" }"#),
    Row("commandCaseFile", "strike an entry",                        [401, 403, 200, 200, 200, 200, 403, 403, 403, 404, 404, 404, 404, 404], r#"id=$planned_case_file dry_run=true { "command": "strike", "reason": "a" }"#),
    Row("commandCaseFile", "approve what is open",                   [401, 409, 409, 409, 409, 409, 409, 409, 409, 404, 404, 404, 404, 404], r#"id=$case_file dry_run=true { "command": "approve" }"#),
    Row("commandCaseFile", "add what not all see",                   [401, 403, 200, 403, 403, 200, 422, 422, 422, 404, 404, 404, 404, 404], r#"id=$case_file dry_run=true { "command": "add_document", "document": "$registered" }"#),
    Row("commandCaseFile", "add a secret line",                      [401, 403, 200, 403, 403, 422, 422, 422, 422, 404, 404, 404, 404, 404], r#"id=$case_file dry_run=true { "command": "add_document", "document": "$secret" }"#),
    Row("commandCaseFile", "remove a document",                      [401, 403, 200, 403, 403, 200, 200, 200, 200, 404, 404, 404, 404, 404], r#"id=$case_file dry_run=true { "command": "remove_document", "document": "$in_progress", "reason": "a" }"#),
    Row("commandCaseFile", "transfer",                               [401, 403, 200, 200, 200, 200, 200, 200, 200, 404, 404, 404, 404, 404], r#"id=$case_file dry_run=true { "command": "transfer", "to": "$person:chuyenvien.kinhte2" }"#),
    Row("commandCaseFile", "freeze",                                 [401, 200, 403, 200, 200, 403, 403, 403, 403, 404, 404, 404, 404, 404], r#"id=$case_file dry_run=true { "command": "freeze", "reason": "a" }"#),
    Row("commandCaseFile", "hand over",                              [401, 403, 200, 403, 403, 200, 200, 200, 200, 404, 404, 404, 404, 404], r#"id=$closed_case_file dry_run=true { "command": "hand_over" }"#),
    Row("commandCaseFile", "dispose of what is to be handed over",   [401, 403, 409, 403, 403, 409, 409, 409, 409, 404, 404, 404, 404, 404], r#"id=$closed_case_file dry_run=true { "command": "propose_disposal", "reason": "a" }"#),
    Row("exportCaseFile", "that is open",                            [401, 409, 409, 409, 409, 409, 409, 409, 409, 404, 404, 404, 404, 404], "id=$case_file"),
    Row("exportCaseFile", "that is closed",                          [401, 403, 202, 202, 202, 202, 202, 202, 202, 404, 404, 404, 404, 404], "id=$closed_case_file"),
];

/// Those of another agency who ask for what is this one's.
const OUTSIDERS: [&str; 4] = ["vanthu", "chutich", "truongphong", "chuyenvien"];

on_both_engines! {
    fn everyone_is_answered_as_the_table_says(engine: Engine) {
        let server = Server::shared(engine);
        let (api, office) = (Api::declared(), Office::new(server));
        let mut wrong = Vec::new();
        for Row(operation, situation, expected, given) in TABLE {
            let given = Given::of(given);
            let everyone = std::iter::once(server.anonymous()).chain(ROLES.iter().map(|user| server.client(user)));
            for (who, expected) in everyone.zip(expected) {
                let answer = api.ask(&office, &who, operation, &given);
                if answer.status != *expected {
                    wrong.push(format!("{operation}, {situation}, {}: expected {expected}; {answer}", who.name()));
                }
                if answer.status >= 400 {
                    assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{answer}");
                }
            }
        }
        assert!(wrong.is_empty(), "{} answers differ from the table:\n{}", wrong.len(), wrong.join("\n"));
        // What was rehearsed has changed nothing.
        let clerk = server.client("vanthu");
        for document in office.documents() {
            assert_eq!(clerk.read(document.id()).version(), document.version());
        }
        office.outgoing.expect_unchanged(&clerk);
        say(&format!(
            "{} operations in {} situations × {} people and nobody = {} requests",
            api.operations.len(), TABLE.len(), ROLES.len(), TABLE.len() * (ROLES.len() + 1)
        ));
    }

    /// Every row whose address names something of this agency, asked by people of another one who have the same parts there: to them
    /// it isn't there.
    fn nothing_of_this_agency_is_there_for_another(engine: Engine) {
        let server = Server::shared(engine);
        let (api, office) = (Api::declared(), Office::new(server));
        let outsiders = OUTSIDERS.iter().map(|name| office.another.client(server, name));
        let outsiders: Vec<_> = outsiders.chain([office.another.administrator.clone()]).collect();
        let (mut asked, mut wrong, mut operations) = (0, Vec::new(), BTreeSet::new());
        for Row(operation, situation, _, given) in TABLE {
            let given = Given::of(given);
            let named = api.operations[*operation].path_parameters().filter_map(|name| api.filled(operation, &given, name));
            if !named.collect::<Vec<_>>().first().is_some_and(|first| office.is_own(first)) {
                continue;
            }
            operations.insert(*operation);
            for who in &outsiders {
                let answer = api.ask(&office, who, operation, &given);
                asked += 1;
                if answer.status != 404 {
                    wrong.push(format!("{operation}, {situation}: {answer}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{} of {asked} answers let somebody of another agency see that there is something:\n{}", wrong.len(), wrong.join("\n"));
        say(&format!("{} operations × {} people of another agency = {asked} requests", operations.len(), outsiders.len()));
    }

    /// A list holds what one may see, and nothing else.
    fn lists_hold_what_one_may_see(engine: Engine) {
        let server = Server::shared(engine);
        let office = Office::new(server);
        let listed = |user: &str, document: &Document| {
            server.client(user).all("/incoming-documents").iter().any(|line| line["id"] == document.id())
        };
        for user in ["vanthu", "chutich", "phochutich", "chanhvanphong", "theodoi", "truongphong.kinhte", "photruong.kinhte",
            "truongphong.vhxh", "chuyenvien.kinhte1"] {
            assert!(listed(user, &office.in_progress), "{user}");
        }
        for user in ["quantri", "motcua", "chuyenvien.kinhte2", "chuyenvien.vhxh1"] {
            assert!(!listed(user, &office.in_progress), "{user}");
        }
        for user in ROLES {
            assert_eq!(listed(user, &office.secret), user == "vanthu", "{user} and the secret line");
        }
        // Of those that go out: before they have gone to VHXH, and then.
        for user in ROLES {
            let lines = server.client(user).all("/outgoing-documents");
            let listed = |name: &str| lines.iter().any(|line| line["id"] == office.outgoing.document(name).unwrap().id());
            let (never, later) = (["quantri", "motcua", "chuyenvien.kinhte2", "chuyenvien.vhxh1"], "truongphong.vhxh");
            assert_eq!(listed("sealed"), !never.contains(&user) && user != later, "{user}");
            assert_eq!(listed("dispatched"), !never.contains(&user), "{user}");
            assert_eq!(listed("redrafted"), listed("sealed") || user == "chuyenvien.kinhte2", "{user}");
        }
    }
}

/// A line of the test's output, also where it passes.
pub fn say(line: &str) {
    drop(writeln!(std::io::stderr(), "access table: {line}"));
}

/// A new operation must be given its rows, and each row a request that can be made.
#[test]
fn every_operation_has_rows_and_every_row_a_request() {
    let api = Api::declared();
    let in_table: BTreeSet<&str> = TABLE.iter().map(|Row(operation, ..)| *operation).collect();
    let missing = api.operations.iter().filter(|(id, _)| !in_table.contains(id.as_str())).map(|(id, operation)| {
        format!("{id} ({}): add rows to TABLE in access_table.rs: Row(\"{id}\", \"situation\", [nobody, …, một cửa], \"name=value {{ body }}\")", operation.path)
    });
    let faulty = TABLE.iter().flat_map(|Row(operation, situation, _, given)| {
        api.faults(operation, &Given::of(given)).into_iter().map(move |fault| format!("{fault} (\"{situation}\")"))
    });
    let faults: Vec<String> = missing.chain(faulty).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // One's own and another's, wherever an agency is named.
    for (id, _) in api.operations.iter().filter(|(_, operation)| operation.path.contains("/agencies/{id}")) {
        for agency in ["$own", "$another"] {
            let there = TABLE.iter().any(|Row(operation, .., given)| {
                operation == id && api.filled(operation, &Given::of(given), "id") == Some(agency)
            });
            assert!(there, "{id}: add a row with id={agency}");
        }
    }
}

/// Whoever needs no token says so in the API's description, and nobody else does.
#[test]
fn what_is_open_to_nobody_in_particular_is_declared() {
    for (id, operation) in &Api::declared().operations {
        // What no office has opened is there for nobody; who is asked for a token once it is, `citizens` says.
        if operation.path.contains("/account") && !operation.is_open {
            continue;
        }
        let in_table = TABLE.iter().any(|Row(name, _, expected, _)| name == id && expected[0] != 401);
        assert_eq!(operation.is_open, in_table, "{id}");
    }
}
