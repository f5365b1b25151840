# An image of the binary that scripts/release makes; continuous integration runs that script, not this file.

FROM rust:1.95-bookworm AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends build-essential perl make \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN scripts/release

FROM debian:bookworm-slim
# ca-certificates: whom the mail server's certificate is checked against. curl: the health check of docker-compose.yml.
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates curl tzdata \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /var/lib/congvan --create-home --shell /usr/sbin/nologin congvan
COPY --from=build /src/dist/congvan /usr/local/bin/congvan
USER congvan
WORKDIR /var/lib/congvan
VOLUME /var/lib/congvan
EXPOSE 8080
ENTRYPOINT ["congvan"]
CMD ["serve"]
