//! The tables, as diesel sees them, in the types that both engines share. Written by hand; a test compares every table and
//! column with the migrated databases.

#![allow(missing_docs, reason = "the migrations say what the columns are for")]

diesel::table! {
    use diesel::sql_types::{Nullable, SmallInt, Text};
    use crate::types::UtcTime;

    installation (id) {
        id -> SmallInt,
        kind -> Text,
        created_at -> UtcTime,
        schema_note -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Nullable, Text};
    use crate::types::{Id, UtcTime};

    agency (id) {
        id -> Id,
        code -> Text,
        name -> Text,
        settings -> Text,
        directory_version -> BigInt,
        created_at -> UtcTime,
        record -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Integer, Nullable, Text};
    use crate::types::Id;

    department (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        code -> Text,
        name -> Text,
        sort_order -> Integer,
        parent_id -> Nullable<Id>,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
        successor_id -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Nullable, Text};
    use crate::types::{Id, UtcTime};

    person (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        username -> Text,
        name -> Text,
        title -> Text,
        email -> Nullable<Text>,
        password_hash -> Nullable<Text>,
        created_at -> UtcTime,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Nullable, Text};
    use crate::types::Id;

    role_grant (agency_id, person_id, role, valid_from) {
        agency_id -> Id,
        person_id -> Id,
        role -> Text,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::Date;
    use crate::types::Id;

    absence (agency_id, person_id, valid_from) {
        agency_id -> Id,
        person_id -> Id,
        valid_from -> Date,
        valid_until -> Date,
        substitute_id -> Id,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Nullable, Text};
    use crate::types::Id;

    signing_capacity (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        person_id -> Id,
        form -> Text,
        scope -> Text,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
        instrument -> Text,
        granted_by -> Nullable<Id>,
        department_id -> Nullable<Id>,
        under_id -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Nullable, Text};
    use crate::types::Id;

    position (agency_id, person_id, department_id, valid_from) {
        agency_id -> Id,
        person_id -> Id,
        department_id -> Id,
        valid_from -> Date,
        valid_until -> Nullable<Date>,
        post -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    organisation_history (agency_id, seq) {
        agency_id -> Id,
        seq -> Integer,
        at -> UtcTime,
        changed_by -> Nullable<Id>,
        command -> Text,
        record -> Text,
        hash -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::types::Id;

    document_type (agency_id, code) {
        agency_id -> Id,
        code -> Text,
        name -> Text,
        name_en -> Text,
        abbreviation -> Nullable<Text>,
        type_group -> Text,
        sort_order -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::{Bool, Text};
    use crate::types::Id;

    routing_rule (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        active -> Bool,
        body -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Bool, Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    register (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        code -> Text,
        name -> Text,
        year -> Integer,
        scope -> Text,
        first_number -> Integer,
        next_number -> Integer,
        is_open -> Bool,
        opened_reason -> Nullable<Text>,
        opened_by -> Nullable<Id>,
        opened_at -> UtcTime,
        kind -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    outgoing_document (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        version -> Integer,
        chain_hash -> Text,
        state -> Text,
        type_code -> Text,
        subject -> Text,
        urgency -> Text,
        department_id -> Id,
        drafter_id -> Id,
        register_id -> Nullable<Id>,
        year -> Nullable<Integer>,
        number -> Nullable<Integer>,
        notation -> Nullable<Text>,
        issued_on -> Nullable<Date>,
        body -> Text,
        created_at -> UtcTime,
        changed_at -> UtcTime,
        copy_of -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    register_line (agency_id, register_id, number) {
        agency_id -> Id,
        register_id -> Id,
        number -> Integer,
        state -> Text,
        document_id -> Nullable<Id>,
        reserved -> Nullable<Text>,
        voided -> Nullable<Text>,
        written_by -> Id,
        written_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    counterpart (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        code -> Nullable<Text>,
        folded -> Text,
        body -> Text,
        version -> Integer,
        changed_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Nullable, Text};
    use crate::types::{Id, UtcTime};

    postal_item (agency_id, document_id, recipient_id) {
        agency_id -> Id,
        document_id -> Id,
        recipient_id -> Id,
        waits_since -> UtcTime,
        sent_at -> Nullable<UtcTime>,
        sent_on -> Nullable<Date>,
        remark -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{Bool, Integer, Text};
    use crate::types::{Id, UtcTime};

    template (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        active -> Bool,
        file_id -> Id,
        body -> Text,
        version -> Integer,
        changed_by -> Id,
        changed_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    procedure (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        code -> Text,
        version -> Integer,
        name -> Text,
        field -> Text,
        folded -> Text,
        level -> Text,
        online -> Text,
        withdrawal -> Nullable<Text>,
        changed_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Text};
    use crate::types::{Id, UtcTime};

    procedure_version (agency_id, procedure_id, version) {
        agency_id -> Id,
        procedure_id -> Id,
        version -> Integer,
        body -> Text,
        published_by -> Text,
        published_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    document (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        version -> Integer,
        chain_hash -> Text,
        state -> Text,
        state_facts -> Text,
        received_by -> Nullable<Id>,
        author -> Text,
        author_code -> Nullable<Text>,
        number -> Nullable<Text>,
        notation -> Nullable<Text>,
        issued_on -> Nullable<Date>,
        type_code -> Text,
        subject -> Nullable<Text>,
        remark -> Nullable<Text>,
        secrecy -> Text,
        urgency -> Text,
        pages -> Nullable<Integer>,
        copies -> Nullable<Integer>,
        language -> Text,
        deadline -> Nullable<Date>,
        signer_name -> Nullable<Text>,
        signer_position -> Nullable<Text>,
        sender_email -> Nullable<Text>,
        channel -> Text,
        received_at -> UtcTime,
        duplicate_key -> Nullable<Text>,
        register_id -> Nullable<Id>,
        arrival_year -> Nullable<Integer>,
        arrival_number -> Nullable<Integer>,
        files -> Text,
        beside -> Text,
        changed_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Bool, Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    assignment (agency_id, document_id, id) {
        agency_id -> Id,
        document_id -> Id,
        id -> Id,
        position -> Integer,
        parent_id -> Nullable<Id>,
        role -> Text,
        leader_approves -> Bool,
        due -> Nullable<UtcTime>,
        holder -> Text,
        assigned_by -> Text,
        opened_at -> UtcTime,
        instruction -> Nullable<Text>,
        status -> Text,
        status_facts -> Text,
        extension -> Nullable<Text>,
        departments -> Text,
        former_holders -> Text,
        answers_to -> Nullable<Id>,
        counted -> Nullable<Text>,
        first_due -> Nullable<UtcTime>,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::Id;

    calendar (agency_id) {
        agency_id -> Id,
        body -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::types::Id;

    recount (agency_id) {
        agency_id -> Id,
        edition -> Nullable<Text>,
        because -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::{Id, UtcTime};

    kept_calendar (agency_id, since) {
        agency_id -> Id,
        since -> UtcTime,
        edition -> Text,
        body -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Text};
    use crate::types::{Id, UtcTime};

    history (agency_id, document_id, seq) {
        agency_id -> Id,
        document_id -> Id,
        seq -> Integer,
        event -> Text,
        body -> Text,
        hash -> Text,
        at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::{Id, UtcTime};

    work (agency_id, desk, due, document_id, task, assignment_id) {
        agency_id -> Id,
        desk -> Text,
        due -> UtcTime,
        document_id -> Id,
        task -> Text,
        assignment_id -> Id,
        since -> UtcTime,
    }
}

diesel::table! {
    use crate::types::{Id, UtcTime};

    deadline (agency_id, document_id, assignment_id) {
        agency_id -> Id,
        document_id -> Id,
        assignment_id -> Id,
        due -> UtcTime,
        since -> UtcTime,
        next_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::{Id, UtcTime};

    reminder (agency_id, document_id, assignment_id, due, step, person_id) {
        agency_id -> Id,
        document_id -> Id,
        assignment_id -> Id,
        due -> UtcTime,
        step -> Text,
        person_id -> Id,
        told_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Text};
    use crate::types::{Id, UtcTime};

    digest (agency_id, person_id, kind, day) {
        agency_id -> Id,
        person_id -> Id,
        kind -> Text,
        day -> Date,
        made_at -> UtcTime,
    }
}

diesel::table! {
    use crate::types::{Id, UtcTime};

    digest_round (agency_id) {
        agency_id -> Id,
        next_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::Id;

    notice_preference (agency_id, person_id, kind) {
        agency_id -> Id,
        person_id -> Id,
        kind -> Text,
        choice -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::{Id, UtcTime};

    reading (agency_id, desk, document_id, assignment_id) {
        agency_id -> Id,
        desk -> Text,
        document_id -> Id,
        assignment_id -> Id,
        since -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Bool, Text};
    use crate::types::Id;

    looker (agency_id, principal, document_id) {
        agency_id -> Id,
        principal -> Text,
        document_id -> Id,
        secret -> Bool,
        kept -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Text};
    use crate::types::Id;

    work_count (agency_id, desk, task) {
        agency_id -> Id,
        desk -> Text,
        task -> Text,
        amount -> BigInt,
        changes -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Nullable, Text};
    use crate::types::{Id, UtcTime};

    file (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        name -> Text,
        size -> BigInt,
        sha256 -> Text,
        media_type -> Text,
        uploaded_by -> Id,
        uploaded_at -> UtcTime,
        document_id -> Nullable<Id>,
        erased_at -> Nullable<UtcTime>,
        signatures -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::types::{Id, UtcTime};

    payment (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        dossier_id -> Id,
        gateway -> Text,
        body -> Text,
        paid_by -> Nullable<Text>,
        asked_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Nullable, Text};
    use crate::types::{Id, UtcTime};

    payment_notice (agency_id, gateway, transaction_code) {
        agency_id -> Id,
        gateway -> Text,
        transaction_code -> Text,
        payment_id -> Id,
        amount -> BigInt,
        paid_at -> UtcTime,
        told_at -> UtcTime,
        doubt -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    short_text (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        dossier_id -> Id,
        kind -> Text,
        phone -> Text,
        text -> Text,
        state -> Text,
        attempts -> Integer,
        next_at -> UtcTime,
        leased_by -> Nullable<Text>,
        last_error -> Nullable<Text>,
        created_at -> UtcTime,
        sent_at -> Nullable<UtcTime>,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    message (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        document_id -> Id,
        kind -> Text,
        recipient -> Text,
        address -> Nullable<Text>,
        letter -> Text,
        state -> Text,
        attempts -> Integer,
        next_at -> UtcTime,
        leased_by -> Nullable<Text>,
        last_error -> Nullable<Text>,
        created_at -> UtcTime,
        sent_at -> Nullable<UtcTime>,
        person_id -> Nullable<Id>,
        bounced_at -> Nullable<UtcTime>,
        bounce -> Nullable<Text>,
        company -> Nullable<Text>,
        waits_until -> Nullable<UtcTime>,
        carrier_id -> Nullable<Id>,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::types::{Id, UtcTime};

    session (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        person_id -> Id,
        created_at -> UtcTime,
        expires_at -> UtcTime,
        ended_at -> Nullable<UtcTime>,
        ended_because -> Nullable<Text>,
        client -> Nullable<Text>,
        address -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::types::{Id, UtcTime};

    refresh_token (token_hash) {
        token_hash -> Text,
        agency_id -> Id,
        session_id -> Id,
        issued_at -> UtcTime,
        used_at -> Nullable<UtcTime>,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, SmallInt, Text};
    use crate::types::{Id, UtcTime};

    idempotency (agency_id, person_id, idempotency_key) {
        agency_id -> Id,
        person_id -> Id,
        idempotency_key -> Text,
        fingerprint -> Text,
        status -> SmallInt,
        location -> Nullable<Text>,
        etag -> Nullable<Text>,
        body -> Text,
        created_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Nullable, Text};
    use crate::types::{Id, UtcTime};

    second_factor (agency_id, person_id) {
        agency_id -> Id,
        person_id -> Id,
        secret -> Text,
        created_at -> UtcTime,
        confirmed_at -> Nullable<UtcTime>,
        last_step -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::types::{Id, UtcTime};

    recovery_code (agency_id, person_id, code_hash) {
        agency_id -> Id,
        person_id -> Id,
        code_hash -> Text,
        used_at -> Nullable<UtcTime>,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::{Id, UtcTime};

    password_reset (token_hash) {
        token_hash -> Text,
        agency_id -> Id,
        person_id -> Id,
        expires_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Bool, Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    account_mail (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        letter -> Text,
        attempts -> Integer,
        next_at -> UtcTime,
        digest -> Bool,
        carries -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::Id;

    service_account (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        body -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::types::{Id, UtcTime};

    service_key (id) {
        id -> Id,
        agency_id -> Id,
        account_id -> Id,
        secret_hash -> Text,
        last_used_at -> Nullable<UtcTime>,
        last_used_from -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Nullable, Text};
    use crate::types::{Id, UtcTime};

    access_log (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        document_id -> Id,
        person_id -> Nullable<Id>,
        substitute_id -> Nullable<Id>,
        service_id -> Nullable<Id>,
        what -> Text,
        file_id -> Nullable<Id>,
        request_id -> Nullable<Id>,
        first_at -> UtcTime,
        last_at -> UtcTime,
        times -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Nullable, Text};
    use crate::types::{Id, UtcTime};

    access_count (agency_id, document_id, looker, looker_id, what) {
        agency_id -> Id,
        document_id -> Id,
        looker -> Text,
        looker_id -> Id,
        what -> Text,
        times -> BigInt,
        first_at -> UtcTime,
        last_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::{Id, UtcTime};

    delivery (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        to_agency_id -> Id,
        document_id -> Id,
        body -> Text,
        created_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    delivery_step (agency_id, delivery_id, kind) {
        agency_id -> Id,
        delivery_id -> Id,
        kind -> Text,
        state -> Text,
        reason -> Nullable<Text>,
        failure -> Nullable<Text>,
        attempts -> Integer,
        next_at -> UtcTime,
        created_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::types::{Id, UtcTime};

    citizen (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        email -> Text,
        created_at -> UtcTime,
        seen_at -> UtcTime,
        warned_at -> Nullable<UtcTime>,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Text};
    use crate::types::{Id, UtcTime};

    citizen_code (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        email -> Text,
        code_tag -> Text,
        wrong_tries -> Integer,
        expires_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::{Id, UtcTime};

    citizen_session (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        citizen_id -> Id,
        token_hash -> Text,
        created_at -> UtcTime,
        expires_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    citizen_draft (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        citizen_id -> Id,
        procedure_id -> Id,
        version -> Integer,
        body -> Text,
        created_at -> UtcTime,
        changed_at -> UtcTime,
        expires_at -> UtcTime,
        warned_at -> Nullable<UtcTime>,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Text};
    use crate::types::{Id, UtcTime};

    citizen_file (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        citizen_id -> Id,
        basket_id -> Id,
        name -> Text,
        size -> BigInt,
        sha256 -> Text,
        media_type -> Text,
        uploaded_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::{Id, UtcTime};

    content_to_erase (id) {
        id -> Id,
        sha256 -> Text,
        due_at -> UtcTime,
    }
}

diesel::table! {
    use crate::types::Id;

    citizen_dossier (agency_id, dossier_id) {
        agency_id -> Id,
        dossier_id -> Id,
        citizen_id -> Id,
        draft_id -> Id,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Text};
    use crate::types::{Id, UtcTime};

    personal_data_act (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        act -> Text,
        subject_id -> Id,
        at -> UtcTime,
        drafts -> Integer,
        dossiers -> Integer,
        files -> Integer,
    }
}

diesel::allow_tables_to_appear_in_same_query!(citizen, citizen_session);
diesel::allow_tables_to_appear_in_same_query!(citizen_draft, citizen_file);
diesel::allow_tables_to_appear_in_same_query!(citizen, citizen_draft, procedure);
diesel::allow_tables_to_appear_in_same_query!(dossier, file);
diesel::allow_tables_to_appear_in_same_query!(service_account, service_key);
diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::{Id, UtcTime};

    identity_link (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        person_id -> Id,
        issuer -> Text,
        subject -> Text,
        linked_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::types::UtcTime;

    outside_sign_in (state_hash) {
        state_hash -> Text,
        secret_hash -> Text,
        provider -> Text,
        sealed -> Text,
        begun_at -> UtcTime,
        expires_at -> UtcTime,
        redeemed_at -> Nullable<UtcTime>,
        found -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    action_link (agency_id, token_hash) {
        agency_id -> Id,
        token_hash -> Text,
        message_id -> Id,
        document_id -> Id,
        person_id -> Id,
        instead_of -> Nullable<Id>,
        assignment_id -> Nullable<Id>,
        command -> Text,
        standing -> Text,
        version -> Integer,
        address -> Text,
        code_tag -> Text,
        created_at -> UtcTime,
        expires_at -> UtcTime,
        used_at -> Nullable<UtcTime>,
        ended_at -> Nullable<UtcTime>,
        prepared -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    action_mail (agency_id, message_id) {
        agency_id -> Id,
        message_id -> Id,
        wrong_tries -> Integer,
        expires_at -> UtcTime,
        wrong_codes -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::types::{Id, UtcTime};

    reply_address (agency_id, token_hash) {
        agency_id -> Id,
        token_hash -> Text,
        message_id -> Id,
        document_id -> Id,
        person_id -> Id,
        instead_of -> Nullable<Id>,
        assignment_id -> Nullable<Id>,
        standing -> Text,
        told_at -> UtcTime,
        address -> Text,
        created_at -> UtcTime,
        expires_at -> UtcTime,
        ended_at -> Nullable<UtcTime>,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    received_mail (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        sha256 -> Text,
        bytes -> BigInt,
        whole_bytes -> Nullable<BigInt>,
        received_at -> UtcTime,
        arrived_at -> Nullable<UtcTime>,
        state -> Text,
        attempts -> Integer,
        next_at -> UtcTime,
        leased_by -> Nullable<Text>,
        kind -> Nullable<Text>,
        outcome -> Nullable<Text>,
        identity -> Nullable<Text>,
        message_id -> Nullable<Text>,
        sender -> Nullable<Text>,
        subject -> Nullable<Text>,
        document_agency_id -> Nullable<Id>,
        document_id -> Nullable<Id>,
        answered -> Bool,
        letter_by -> Nullable<Id>,
        handed_in_by -> Nullable<Id>,
        settled_by -> Nullable<Id>,
        settled_at -> Nullable<UtcTime>,
        settled_note -> Nullable<Text>,
        proved -> Bool,
        words -> Nullable<Text>,
        answer_error -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::Id;

    received_identity (agency_id, name) {
        agency_id -> Id,
        name -> Text,
        identity -> Text,
        mail_id -> Id,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Date, Text};

    mailbox_position (mailbox) {
        mailbox -> Text,
        validity -> BigInt,
        last_uid -> BigInt,
        first_look -> Date,
        old_to -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::{Bool, Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    dossier (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        version -> Integer,
        chain_hash -> Text,
        state -> Text,
        code -> Nullable<Text>,
        procedure_id -> Nullable<Id>,
        procedure_code -> Nullable<Text>,
        procedure_name -> Nullable<Text>,
        field -> Nullable<Text>,
        channel -> Text,
        request -> Text,
        owner -> Text,
        owner_folded -> Text,
        desk -> Nullable<Text>,
        step -> Nullable<Text>,
        reached_at -> UtcTime,
        received_at -> Nullable<UtcTime>,
        due -> Nullable<UtcTime>,
        rests -> Bool,
        closing -> Nullable<Text>,
        closed_at -> Nullable<UtcTime>,
        returned_at -> Nullable<UtcTime>,
        portal_id -> Nullable<Id>,
        portal_code -> Nullable<Text>,
        body -> Text,
        created_at -> UtcTime,
        changed_at -> UtcTime,
        by_original -> Nullable<Text>,
        at_desk -> Nullable<Text>,
        step_from -> Nullable<UtcTime>,
        step_due -> Nullable<UtcTime>,
        for_other -> Bool,
        state_there -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Text};
    use crate::types::{Id, UtcTime};

    dossier_parcel (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        to_agency_id -> Id,
        dossier_id -> Id,
        body -> Text,
        attempts -> Integer,
        next_at -> UtcTime,
        created_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    dossier_step (agency_id, dossier_id, seq) {
        agency_id -> Id,
        dossier_id -> Id,
        seq -> Integer,
        step -> Nullable<Text>,
        name -> Text,
        desk -> Text,
        officer_id -> Nullable<Id>,
        since -> UtcTime,
        until -> UtcTime,
        judgement -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Text};
    use crate::types::Id;

    dossier_count (agency_id, span) {
        agency_id -> Id,
        span -> Text,
        last -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::{Id, UtcTime};

    dossier_month (agency_id, month) {
        agency_id -> Id,
        month -> Text,
        body -> Text,
        frozen_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    event (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        kind -> Text,
        subject_id -> Id,
        version -> Integer,
        handed_in_by -> Nullable<Id>,
        at -> UtcTime,
        body -> Text,
        position -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::BigInt;
    use crate::types::Id;

    event_feed (agency_id) {
        agency_id -> Id,
        last_position -> BigInt,
        gone_position -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::Id;

    webhook (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        body -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::types::{Id, UtcTime};

    webhook_secret (agency_id, webhook_id) {
        agency_id -> Id,
        webhook_id -> Id,
        secret -> Text,
        before -> Nullable<Text>,
        before_until -> Nullable<UtcTime>,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    webhook_standing (agency_id, webhook_id) {
        agency_id -> Id,
        webhook_id -> Id,
        next_at -> UtcTime,
        leased_by -> Nullable<Text>,
        leased_until -> Nullable<UtcTime>,
        failures -> Integer,
        failing_since -> Nullable<UtcTime>,
    }
}

diesel::table! {
    use crate::types::Id;

    interchange_answer (agency_id, incoming_id, outgoing_id) {
        agency_id -> Id,
        incoming_id -> Id,
        outgoing_id -> Id,
    }
}

diesel::table! {
    use crate::types::Id;

    incoming_replacement (agency_id, earlier_id, later_id) {
        agency_id -> Id,
        earlier_id -> Id,
        later_id -> Id,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    webhook_delivery (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        webhook_id -> Id,
        event_id -> Id,
        position -> BigInt,
        state -> Text,
        tries -> Integer,
        first_try_at -> Nullable<UtcTime>,
        next_at -> UtcTime,
        last_status -> Nullable<Integer>,
        last_answer -> Nullable<Text>,
        last_error -> Nullable<Text>,
        sent_at -> Nullable<UtcTime>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(agency, calendar, recount);
diesel::allow_tables_to_appear_in_same_query!(agency, digest_round);
diesel::allow_tables_to_appear_in_same_query!(assignment, document);
diesel::allow_tables_to_appear_in_same_query!(assignment, work);
diesel::allow_tables_to_appear_in_same_query!(agency, identity_link);
diesel::allow_tables_to_appear_in_same_query!(person, identity_link);
diesel::allow_tables_to_appear_in_same_query!(person, role_grant);
diesel::allow_tables_to_appear_in_same_query!(document, dossier, history, outgoing_document);
diesel::allow_tables_to_appear_in_same_query!(dossier, agency);
diesel::allow_tables_to_appear_in_same_query!(dossier_month, agency);
diesel::allow_tables_to_appear_in_same_query!(dossier, looker);
diesel::allow_tables_to_appear_in_same_query!(dossier, reading);
diesel::allow_tables_to_appear_in_same_query!(dossier, work);
diesel::allow_tables_to_appear_in_same_query!(event, webhook, webhook_delivery, webhook_standing, webhook_secret);
diesel::allow_tables_to_appear_in_same_query!(outgoing_document, agency);
diesel::allow_tables_to_appear_in_same_query!(outgoing_document, looker);
diesel::allow_tables_to_appear_in_same_query!(outgoing_document, reading);
diesel::allow_tables_to_appear_in_same_query!(payment, payment_notice);
diesel::allow_tables_to_appear_in_same_query!(outgoing_document, postal_item);
diesel::allow_tables_to_appear_in_same_query!(outgoing_document, register_line);
diesel::allow_tables_to_appear_in_same_query!(outgoing_document, work);
diesel::allow_tables_to_appear_in_same_query!(
    agency,
    department,
    person,
    document,
    work,
    reading,
    looker,
    file,
    session,
    refresh_token,
    second_factor,
    recovery_code
);

diesel::table! {
    use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    interchange_packet (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        direction -> Text,
        kind -> Text,
        gateway -> Text,
        gateway_id -> Nullable<Text>,
        state -> Text,
        peer -> Nullable<Text>,
        about -> Nullable<Text>,
        digest -> Nullable<Text>,
        document_id -> Nullable<Id>,
        recipient_id -> Nullable<Id>,
        sha256 -> Nullable<Text>,
        size -> Nullable<BigInt>,
        body -> Nullable<Text>,
        tries -> Integer,
        first_try_at -> Nullable<UtcTime>,
        next_at -> UtcTime,
        leased_by -> Nullable<Text>,
        leased_until -> Nullable<UtcTime>,
        acknowledged -> Bool,
        error_code -> Nullable<Text>,
        error_at -> Nullable<Text>,
        error_vi -> Nullable<Text>,
        error_en -> Nullable<Text>,
        created_at -> UtcTime,
        changed_at -> UtcTime,
        may_have_gone -> Bool,
        answered_at -> Nullable<UtcTime>,
        named -> Nullable<Text>,
        decided_by -> Nullable<Id>,
        decided_by_system -> Nullable<Id>,
        decided_at -> Nullable<UtcTime>,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::types::Id;

    interchange_entry (agency_id, gateway, code) {
        agency_id -> Id,
        gateway -> Text,
        code -> Text,
        name -> Text,
        name_folded -> Text,
        email -> Nullable<Text>,
        parent -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::Id;

    interchange_alias (agency_id, gateway, alias) {
        agency_id -> Id,
        gateway -> Text,
        alias -> Text,
        code -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::types::{Id, UtcTime};

    interchange_gateway (agency_id, gateway) {
        agency_id -> Id,
        gateway -> Text,
        polled_at -> Nullable<UtcTime>,
        directory_at -> Nullable<UtcTime>,
        error -> Nullable<Text>,
        failing_since -> Nullable<UtcTime>,
        aside_told_at -> Nullable<UtcTime>,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    job (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        asked_by -> Id,
        asked -> Text,
        state -> Text,
        done -> Integer,
        total -> Nullable<Integer>,
        result -> Nullable<Text>,
        fault -> Nullable<Text>,
        tries -> Integer,
        worker -> Nullable<Text>,
        lease_until -> Nullable<UtcTime>,
        created_at -> UtcTime,
        changed_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Date, Nullable, Text};
    use crate::types::{Id, UtcTime};

    original_use (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        document_id -> Id,
        used_on -> Date,
        returned_on -> Nullable<Date>,
        body -> Text,
        written_by -> Id,
        written_at -> UtcTime,
    }
}

diesel::table! {
    use diesel::sql_types::{Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    register_seal (agency_id, register_id) {
        agency_id -> Id,
        register_id -> Id,
        closed_at -> UtcTime,
        sealed_at -> Nullable<UtcTime>,
        lines -> Integer,
        hash -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{Bool, Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    register_sealed_line (agency_id, register_id, seq) {
        agency_id -> Id,
        register_id -> Id,
        seq -> Integer,
        number -> Integer,
        later -> Bool,
        line -> Text,
        written_by -> Nullable<Id>,
        written_at -> UtcTime,
        hash -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(original_use, outgoing_document);

diesel::table! {
    use diesel::sql_types::{Nullable, Text};
    use crate::types::{Id, UtcTime};

    file_text (agency_id, file_id) {
        agency_id -> Id,
        file_id -> Id,
        state -> Text,
        taken_until -> Nullable<UtcTime>,
        reason -> Nullable<Text>,
        body -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Nullable, Text};
    use crate::types::{Id, UtcTime};

    search_due (agency_id, document_id) {
        agency_id -> Id,
        document_id -> Id,
        direction -> Text,
        changes -> BigInt,
        taken_until -> Nullable<UtcTime>,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Text};
    use crate::types::Id;

    search_piece (ordinal) {
        ordinal -> BigInt,
        agency_id -> Id,
        document_id -> Id,
        direction -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::{Id, UtcTime};

    saved_search (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        person_id -> Id,
        name -> Text,
        wanted -> Text,
        created_at -> UtcTime,
    }
}
diesel::allow_tables_to_appear_in_same_query!(file, file_text);

diesel::table! {
    use diesel::sql_types::{Bool, Date, Integer, Nullable, Text};
    use crate::types::{Id, UtcTime};

    case_file (agency_id, id) {
        agency_id -> Id,
        id -> Id,
        version -> Integer,
        chain_hash -> Text,
        state -> Text,
        year -> Integer,
        symbol -> Text,
        title -> Text,
        words -> Text,
        retention -> Text,
        keeper_id -> Id,
        department_id -> Nullable<Id>,
        documents -> Integer,
        frozen -> Bool,
        hand_over_due -> Nullable<Date>,
        retention_ends -> Nullable<Date>,
        body -> Text,
        created_at -> UtcTime,
        changed_at -> UtcTime,
    }
}

diesel::table! {
    use crate::types::Id;

    case_file_document (agency_id, document_id, case_file_id) {
        agency_id -> Id,
        document_id -> Id,
        case_file_id -> Id,
    }
}

diesel::allow_tables_to_appear_in_same_query!(case_file, case_file_document);
diesel::allow_tables_to_appear_in_same_query!(case_file, agency);
diesel::allow_tables_to_appear_in_same_query!(case_file, document);
diesel::allow_tables_to_appear_in_same_query!(case_file, dossier);
diesel::allow_tables_to_appear_in_same_query!(case_file, history);
diesel::allow_tables_to_appear_in_same_query!(case_file, outgoing_document);

diesel::table! {
    use diesel::sql_types::{Date, Nullable, Text};
    use crate::types::{Id, UtcTime};

    course (agency_id, document_id) {
        agency_id -> Id,
        document_id -> Id,
        way -> Text,
        step -> Text,
        since -> UtcTime,
        received_on -> Date,
        passed_on -> Nullable<Date>,
        closed_on -> Nullable<Date>,
        outcome -> Nullable<Text>,
        due -> Nullable<UtcTime>,
        department_id -> Nullable<Id>,
        officer_id -> Nullable<Id>,
        type_code -> Text,
        sender -> Text,
        going_out -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::Id;

    uncounted (agency_id, document_id) {
        agency_id -> Id,
        document_id -> Id,
        way -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Date, Text};
    use crate::types::Id;

    tally (agency_id, way, day, department_id, officer_id, type_code, sender) {
        agency_id -> Id,
        way -> Text,
        day -> Date,
        department_id -> Id,
        officer_id -> Id,
        type_code -> Text,
        sender -> Text,
        received -> BigInt,
        directed -> BigInt,
        issued -> BigInt,
        early -> BigInt,
        in_time -> BigInt,
        late -> BigInt,
        untimed -> BigInt,
        ended -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Date, Text};
    use crate::types::Id;

    step_time (agency_id, way, day, step, department_id) {
        agency_id -> Id,
        way -> Text,
        day -> Date,
        step -> Text,
        department_id -> Id,
        amount -> BigInt,
        seconds -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::{Id, UtcTime};

    period_figures (agency_id, period) {
        agency_id -> Id,
        period -> Text,
        body -> Text,
        frozen_at -> UtcTime,
    }
}
diesel::table! {
    use diesel::sql_types::{Date, Text};
    use crate::types::Id;

    report_wish (agency_id, person_id, kind) {
        agency_id -> Id,
        person_id -> Id,
        kind -> Text,
        since -> Date,
    }
}

diesel::table! {
    use diesel::sql_types::Text;
    use crate::types::{Id, UtcTime};

    report_sent (agency_id, person_id, period) {
        agency_id -> Id,
        person_id -> Id,
        period -> Text,
        made_at -> UtcTime,
    }
}
diesel::allow_tables_to_appear_in_same_query!(course, document);
diesel::allow_tables_to_appear_in_same_query!(course, looker);
diesel::allow_tables_to_appear_in_same_query!(course, outgoing_document);
diesel::allow_tables_to_appear_in_same_query!(period_figures, agency);
